using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Types;

/// <summary>Decimal digits, two a byte.</summary>
internal sealed class BcdEmitter(BcdType type) : SizedEmitter(type.Size)
{
    private string Filled => type.IsFilled ? "true" : "false";

    protected override string Codec => RuntimeNames.Bcd;

    public override string CSharpType => "string";

    public override bool IsClass => true;

    public override bool IsText => true;

    public override string Format => Describe("digits, two a byte");

    public override string? Check(string value, FieldNames names) => $"{Codec}.CheckFixed({value}, {type.FixedSize}, filled: {Filled}, {names.Arguments});";

    public override string Write(string value, Place place) => type.IsFilled ? $"{Codec}.WriteFixed({value}, {place.Slice});" : $"{Codec}.Write({value}, {place.Slice});";

    protected override string Count(string value, long limit, FieldNames names) => $"{Codec}.Measure({value}, {limit}, filled: {Filled}, {names.Arguments})";

    protected override string CountTerminated(string value, string mark, long limit, FieldNames names) =>
        $"{Codec}.MeasureTerminated({value}, {mark}, {limit}, filled: {Filled}, {names.Arguments})";

    protected override string CopyBytes(ReadScope scope, string bytes, FieldNames names, string local, string offset)
    {
        scope.Refuse($"!{Codec}.TryRead({bytes}, filled: {Filled}, out var {local})", $"{RuntimeNames.DecodeError}.NotText({names.Path}, {offset}, \"bcd\", out error)");
        return local;
    }

    protected override byte[] ConstantBytes(FieldValue constant)
    {
        var text = ((TextValue)constant).Value;
        var digits = text.PadRight(Size is { } size ? 2 * size : text.Length + (text.Length % 2), '?');
        return [.. Enumerable.Range(0, digits.Length / 2).Select(index => (byte)(((digits[2 * index] - '0') << 4) | (digits[(2 * index) + 1] - '0')))];
    }
}
