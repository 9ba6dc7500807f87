using System.Globalization;
using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Types;

/// <summary>What text and bytes share: a size rule, and a view that is a span.</summary>
internal abstract class SizedEmitter(SizeRule size) : TypeEmitter
{
    public sealed override string ViewType => RuntimeNames.Bytes;

    /// <summary>How the field's length is known.</summary>
    public SizeRule Size => size;

    /// <summary>The runtime class that reads and writes.</summary>
    protected abstract string Codec { get; }

    /// <summary>The bytes of a constant, padding included.</summary>
    protected abstract byte[] ConstantBytes(FieldValue constant);

    /// <summary>The expression of a value's bytes on the wire, its prefix included; refuses what the field cannot hold.</summary>
    /// <param name="value">The value.</param>
    /// <param name="bodyLimit">The largest body.</param>
    /// <param name="names">For the error.</param>
    public string Measure(string value, int bodyLimit, FieldNames names) => size is PrefixedSize { Prefix: var prefix }
        ? $"{prefix.Size} + {Codec}.Measure({value}, {Math.Min((ulong)bodyLimit, prefix.Max.Bits)}, {names.Arguments})"
        : $"{Codec}.Measure({value}, {bodyLimit}, {names.Arguments})";

    /// <summary>The expression that writes a value of varying size and yields the bytes written.</summary>
    public string WriteVariable(string value, string destination) => size is PrefixedSize { Prefix: var prefix }
        ? $"{Codec}.WritePrefixed({value}, {destination}, {PrefixArguments(prefix)})"
        : $"{Codec}.Write({value}, {destination})";

    /// <summary>The expression that copies the view's bytes into the record; null where that can fail.</summary>
    public virtual string? Copy(string bytes) => null;

    public sealed override string Literal(FieldValue value) =>
        $"[{string.Join(", ", ConstantBytes(value).Select(part => "0x" + part.ToString("x2", CultureInfo.InvariantCulture)))}]";

    public sealed override (string Condition, string Error) Mismatch(FieldValue constant, Place place, FieldNames names, string offset) =>
        ($"!{RuntimeNames.MemoryExtensions}.SequenceEqual({place.Slice}, ({RuntimeNames.Bytes}){Literal(constant)})", $"{RuntimeNames.DecodeError}.NotConstantBytes({names.Path}, {offset})");

    /// <summary>The statement that writes a constant.</summary>
    public string WriteConstant(FieldValue constant, Place place) => $"(({RuntimeNames.Bytes}){Literal(constant)}).CopyTo({place.Slice});";

    /// <summary>Size and byte order of a prefix as arguments.</summary>
    public static string PrefixArguments(IntegerType prefix) =>
        $"prefixSize: {prefix.Size}, bigEndian: {(prefix.Order == ByteOrder.Big ? "true" : "false")}";

    /// <summary>How the wire table describes the size.</summary>
    protected string Describe(string what) => size switch
    {
        PrefixedSize { Prefix: var prefix } => $"{new IntegerEmitter(prefix).Format} length, then {what}",
        RestSize => $"{what}, to the end of the body",
        _ => what,
    };
}
