using System.Globalization;
using System.Text;
using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Types;

/// <summary>A whole number as ASCII digits.</summary>
internal sealed class DecimalEmitter(TextType type, Meaning meaning) : SizedEmitter(type.Size)
{
    protected override string Codec => RuntimeNames.DecimalText;

    public override string CSharpType => "ulong";

    public override string Format => type.Size is FixedSize
        ? $"number in ASCII digits, padded {(type.PadLeft ? "on the left " : "")}with {Pad}"
        : Describe("number in ASCII digits");

    private string Pad => $"0x{type.Pad:x2}";

    private string Left => type.PadLeft ? "left: true" : "left: false";

    public override string? Number(string value) => $"unchecked((long){value})";

    public override string? Check(string value, FieldNames names) => $"{Codec}.CheckFixed({value}, {type.FixedSize}, {Pad}, {Left}, {names.Arguments});";

    public override string Write(string value, Place place) => $"{Codec}.WriteFixed({value}, {place.Slice}, {Pad}, {Left});";

    public override string Trim(string bytes) => type.Size is FixedSize ? $"{Codec}.Trim({bytes}, {Pad}, {Left})" : bytes;

    protected override string CopyBytes(ReadScope scope, string bytes, FieldNames names, string local, string offset)
    {
        scope.Refuse($"!{Codec}.TryRead({bytes}, out var {local})", $"{RuntimeNames.DecodeError}.NotText({names.Path}, {offset}, \"decimal\", out error)");
        if ((meaning.Min ?? meaning.Max) is not null)
            scope.Require($"{RuntimeNames.DecodeChecks}.InRange(unchecked((long){local}), {Limit(meaning.Min, "long.MinValue")}, {Limit(meaning.Max, "long.MaxValue")}, {names.Path}, {offset}, out error)");
        return local;
    }

    protected override string CountTerminated(string value, string mark, long limit, FieldNames names) =>
        $"{Codec}.Measure({value}, {limit}, {names.Arguments}) + {mark}.Length";

    protected override byte[] ConstantBytes(FieldValue constant) => Encoding.ASCII.GetBytes(constant.ToString()!);

    private static string Limit(FieldValue? value, string otherwise) => value is IntegerValue { Value: { IsNegative: false, Bits: <= long.MaxValue } number }
        ? number.Bits.ToString(CultureInfo.InvariantCulture)
        : otherwise;
}
