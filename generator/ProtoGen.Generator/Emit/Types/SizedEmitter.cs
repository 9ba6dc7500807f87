using System.Globalization;
using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Types;

/// <summary>What text and bytes share: a size rule, and a view that is a span.</summary>
internal abstract class SizedEmitter(SizeRule size) : VariableEmitter
{
    public sealed override string ViewType => RuntimeNames.Bytes;

    /// <summary>How the field's length is known.</summary>
    public SizeRule Size => size;

    /// <summary>The runtime class that reads and writes.</summary>
    protected abstract string Codec { get; }

    /// <summary>The bytes of a constant, padding included.</summary>
    protected abstract byte[] ConstantBytes(FieldValue constant);

    public sealed override (string Type, string Suffix) State => (RuntimeNames.WireRange, "Range");

    public sealed override string Take(FieldNames names, string local) => size is PrefixedSize { Prefix: var prefix }
        ? $"{RuntimeNames.LengthPrefix}.TryTake(body, {PrefixArguments(prefix)}, field: {names.Path}, ref position, out var {local}, out error)"
        : throw new NotSupportedException($"{size.GetType().Name} is not taken by a condition.");

    public sealed override string View(string state) => $"{state}.Of(_body)";

    public sealed override string? Copy(string state) => CopyBytes(View(state));

    public sealed override string Measure(string value, int bodyLimit, FieldNames names) => size is PrefixedSize { Prefix: var prefix }
        ? $"{prefix.Size} + {Codec}.Measure({value}, {Math.Min((ulong)bodyLimit, prefix.Max.Bits)}, {names.Arguments})"
        : $"{Codec}.Measure({value}, {bodyLimit}, {names.Arguments})";

    public sealed override string WriteVariable(string value, string destination) => size is PrefixedSize { Prefix: var prefix }
        ? $"{Codec}.WritePrefixed({value}, {destination}, {PrefixArguments(prefix)})"
        : $"{Codec}.Write({value}, {destination})";

    /// <summary>The expression that copies bytes into the record; null where that can fail.</summary>
    public virtual string? CopyBytes(string bytes) => null;

    public sealed override string Literal(FieldValue value) =>
        $"[{string.Join(", ", ConstantBytes(value).Select(part => "0x" + part.ToString("x2", CultureInfo.InvariantCulture)))}]";

    public sealed override (string Condition, string Error) Mismatch(FieldValue constant, Place place, FieldNames names, string offset) =>
        ($"!{RuntimeNames.MemoryExtensions}.SequenceEqual({place.Slice}, ({RuntimeNames.Bytes}){Literal(constant)})", $"{RuntimeNames.DecodeError}.NotConstantBytes({names.Path}, {offset})");

    /// <summary>The statement that writes a constant.</summary>
    public string WriteConstant(FieldValue constant, Place place) => $"(({RuntimeNames.Bytes}){Literal(constant)}).CopyTo({place.Slice});";

    private static string PrefixArguments(IntegerType prefix) =>
        $"prefixSize: {prefix.Size}, bigEndian: {(prefix.Order == ByteOrder.Big ? "true" : "false")}";

    /// <summary>How the wire table describes the size.</summary>
    protected string Describe(string what) => size switch
    {
        PrefixedSize { Prefix: var prefix } => $"{new IntegerEmitter(prefix).Format} length, then {what}",
        RestSize => $"{what}, to the end of the body",
        _ => what,
    };
}
