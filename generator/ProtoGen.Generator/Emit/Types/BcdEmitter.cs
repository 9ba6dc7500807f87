using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Types;

/// <summary>Decimal digits, two a byte.</summary>
internal sealed class BcdEmitter(BcdType type) : SizedEmitter(type.Size)
{
    protected override string Codec => RuntimeNames.Bcd;

    public override string CSharpType => "string";

    public override bool IsClass => true;

    public override bool IsText => true;

    public override string Format => Describe("digits, two a byte");

    public override string? Check(string value, FieldNames names) => $"{Codec}.CheckFixed({value}, {type.FixedSize}, filled: false, {names.Arguments});";

    public override string Write(string value, Place place) => $"{Codec}.Write({value}, {place.Slice});";

    protected override string Count(string value, long limit, FieldNames names) => $"{Codec}.Measure({value}, {limit}, filled: false, {names.Arguments})";

    protected override string CountTerminated(string value, string mark, long limit, FieldNames names) =>
        $"{Codec}.MeasureTerminated({value}, {mark}, {limit}, {names.Arguments})";

    protected override string CopyBytes(ReadScope scope, string bytes, FieldNames names, string local, string offset)
    {
        scope.Refuse($"!{Codec}.TryRead({bytes}, filled: false, out var {local})", $"{RuntimeNames.DecodeError}.NotText({names.Path}, {offset}, \"bcd\")");
        return local;
    }

    protected override byte[] ConstantBytes(FieldValue constant)
    {
        var digits = ((TextValue)constant).Value;
        return [.. Enumerable.Range(0, digits.Length / 2).Select(index => (byte)(((digits[2 * index] - '0') << 4) | (digits[(2 * index) + 1] - '0')))];
    }
}
