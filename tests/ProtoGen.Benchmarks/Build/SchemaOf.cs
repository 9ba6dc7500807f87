using System.Globalization;
using System.Text;

namespace ProtoGen.Benchmarks.Build;

/// <summary>The messages as a schema of ProtoGen's.</summary>
internal static class SchemaOf
{
    /// <param name="messages">How many.</param>
    /// <param name="edited">Whether a field of the first one has another type, as after an edit.</param>
    public static string Messages(int messages, bool edited = false)
    {
        var text = new StringBuilder("""
            protocol: Measured
            namespace: Built
            frame: { maxSize: 1MiB, layout: { length: u32 = bytes(id..body), id: u16, body: } }
            enums:
              Mode: { type: u8, values: { Idle: 0, Busy: 1, Broken: 2 } }
            messages:

            """);
        for (var message = 0; message < messages; message++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {Shape.Name(message)}:\n    id: {message}\n    from: client\n    fields:\n");
            foreach (var (name, kind) in Shape.Fields(message))
                text.Append(CultureInfo.InvariantCulture, $"      {name}: {(edited && message == 0 && name == "x" ? "i64" : Type(kind))}\n");
        }

        return text.ToString();
    }

    private static string Type(Kind kind) => kind switch
    {
        Kind.U32 => "u32",
        Kind.U64 => "u64",
        Kind.I32 => "i32",
        Kind.F64 => "f64",
        Kind.Mode => "Mode",
        Kind.Text => "string[u8]",
        Kind.Bytes => "bytes[u16]",
        _ => "u32[u16]",
    };
}
