using System.Globalization;
using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Types;

/// <summary>One byte as a character.</summary>
internal sealed class CharEmitter : TypeEmitter
{
    public override string CSharpType => "char";

    public override string Format => "char, one byte";

    public override int? Size => 1;

    public override bool IsPlain => true;

    public override string? Number(string value) => $"(long){value}";

    public override string FromNumber(string number) => $"unchecked((char){number})";

    public override (string Min, string Max) NumberRange => ("0", "255");

    public override string? Check(string value, FieldNames names) => $"{RuntimeNames.PackedInteger}.Check((ulong){value}, 255, {names.Arguments});";

    public override string Write(string value, Place place) => $"{place.Byte} = unchecked((byte){value});";

    public override string Read(Place place) => $"(char){place.Byte}";

    public override string Literal(FieldValue value) =>
        $"'\\u{((int)((TextValue)value).Value[0]).ToString("x4", CultureInfo.InvariantCulture)}'";

    public override (string Condition, string Error) Mismatch(FieldValue constant, Place place, FieldNames names, string offset)
    {
        var expected = (int)((TextValue)constant).Value[0];
        return ($"{place.Byte} != {expected}", $"{RuntimeNames.DecodeError}.NotConstant({names.Path}, {offset}, {expected}, {place.Byte}, out error)");
    }
}
