using System.Globalization;
using System.Text;

namespace ProtoGen.Benchmarks.Build;

/// <summary>The messages as somebody would write them by hand: a record, its size, and both ways over spans; without views, errors or a connection.</summary>
internal static class HandOf
{
    public static string Messages(int messages)
    {
        var text = new StringBuilder("""
            using System;
            using System.Buffers.Binary;
            using System.Text;

            namespace Built;

            public enum Mode : byte { Idle = 0, Busy = 1, Broken = 2 }


            """);
        for (var message = 0; message < messages; message++) Write(text, message);
        return text.ToString();
    }

    private static void Write(StringBuilder text, int message)
    {
        var fields = Shape.Fields(message).Select(field => (Property: Shape.Property(field.Name), field.Kind)).ToList();
        text.Append(CultureInfo.InvariantCulture, $"public readonly record struct {Shape.Name(message)}\n{{\n");
        foreach (var (property, kind) in fields) text.Append(CultureInfo.InvariantCulture, $"    public {Type(kind)} {property} {{ get; init; }}\n");
        text.Append(CultureInfo.InvariantCulture, $"\n    public int GetSize() => {string.Join(" + ", fields.Select(Size))};\n");
        text.Append("\n    public int Encode(Span<byte> body)\n    {\n        var at = 0;\n");
        foreach (var field in fields) text.Append(CultureInfo.InvariantCulture, $"        {EncodeOf(field.Property, field.Kind)}\n");
        text.Append(CultureInfo.InvariantCulture, $"        return at;\n    }}\n\n    public static bool TryDecode(ReadOnlySpan<byte> body, out {Shape.Name(message)} message)\n    {{\n        message = default;\n        var at = 0;\n");
        foreach (var field in fields) text.Append(CultureInfo.InvariantCulture, $"        {DecodeOf(field.Property, field.Kind)}\n");
        text.Append(CultureInfo.InvariantCulture, $"        message = new() {{ {string.Join(", ", fields.Select(field => $"{field.Property} = read{field.Property}"))} }};\n        return at == body.Length;\n    }}\n}}\n\n");
    }

    private static string Type(Kind kind) => kind switch
    {
        Kind.U32 => "uint",
        Kind.U64 => "ulong",
        Kind.I32 => "int",
        Kind.F64 => "double",
        Kind.Mode => "Mode",
        Kind.Text => "string",
        Kind.Bytes => "ReadOnlyMemory<byte>",
        _ => "uint[]",
    };

    private static string Size((string Property, Kind Kind) field) => field.Kind switch
    {
        Kind.Text => $"1 + Encoding.UTF8.GetByteCount({field.Property})",
        Kind.Bytes => $"2 + {field.Property}.Length",
        Kind.Numbers => $"2 + (4 * {field.Property}.Length)",
        Kind.Mode => "1",
        Kind.U64 or Kind.F64 => "8",
        _ => "4",
    };

    private static string EncodeOf(string property, Kind kind) => kind switch
    {
        Kind.Text => $$"""var size{{property}} = Encoding.UTF8.GetByteCount({{property}}); if (size{{property}} > 255) throw new ArgumentException("{{property}}"); body[at] = (byte)size{{property}}; at += 1 + Encoding.UTF8.GetBytes({{property}}, body[(at + 1)..]);""",
        Kind.Bytes => $$"""if ({{property}}.Length > 65535) throw new ArgumentException("{{property}}"); BinaryPrimitives.WriteUInt16BigEndian(body[at..], (ushort){{property}}.Length); {{property}}.Span.CopyTo(body[(at + 2)..]); at += 2 + {{property}}.Length;""",
        Kind.Numbers => $$"""if ({{property}}.Length > 65535) throw new ArgumentException("{{property}}"); BinaryPrimitives.WriteUInt16BigEndian(body[at..], (ushort){{property}}.Length); at += 2; foreach (var item in {{property}}) { BinaryPrimitives.WriteUInt32BigEndian(body[at..], item); at += 4; }""",
        Kind.Mode => $"body[at++] = (byte){property};",
        _ => $"BinaryPrimitives.Write{Primitive(kind)}BigEndian(body[at..], {property}); at += {Width(kind)};",
    };

    private static string DecodeOf(string property, Kind kind) => kind switch
    {
        Kind.Text => $$"""if (body.Length - at < 1 || body.Length - at - 1 < body[at]) return false; var read{{property}} = Encoding.UTF8.GetString(body.Slice(at + 1, body[at])); at += 1 + body[at];""",
        Kind.Bytes => $$"""if (body.Length - at < 2) return false; var size{{property}} = BinaryPrimitives.ReadUInt16BigEndian(body[at..]); at += 2; if (body.Length - at < size{{property}}) return false; ReadOnlyMemory<byte> read{{property}} = body.Slice(at, size{{property}}).ToArray(); at += size{{property}};""",
        Kind.Numbers => $$"""if (body.Length - at < 2) return false; var count{{property}} = BinaryPrimitives.ReadUInt16BigEndian(body[at..]); at += 2; if ((body.Length - at) / 4 < count{{property}}) return false; var read{{property}} = new uint[count{{property}}]; for (var index = 0; index < count{{property}}; index++, at += 4) read{{property}}[index] = BinaryPrimitives.ReadUInt32BigEndian(body[at..]);""",
        Kind.Mode => $"if (body.Length - at < 1) return false; var read{property} = (Mode)body[at++];",
        _ => $"if (body.Length - at < {Width(kind)}) return false; var read{property} = BinaryPrimitives.Read{Primitive(kind)}BigEndian(body[at..]); at += {Width(kind)};",
    };

    private static string Primitive(Kind kind) => kind switch { Kind.U32 => "UInt32", Kind.U64 => "UInt64", Kind.I32 => "Int32", _ => "Double" };

    private static int Width(Kind kind) => kind is Kind.U64 or Kind.F64 ? 8 : 4;
}
