using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Types;

/// <summary>One byte, 0 or 1: any other would not survive the round trip, so it is refused.</summary>
internal sealed class BoolEmitter : TypeEmitter
{
    public override string CSharpType => "bool";

    public override string Format => "bool";

    public override int? Size => 1;

    public override string? Number(string value) => $"({value} ? 1L : 0L)";

    public override string FromNumber(string number) => $"{number} != 0";

    public override (string Min, string Max) NumberRange => ("0", "1");

    public override string Write(string value, Place place) => $"{place.Byte} = {value} ? (byte)1 : (byte)0;";

    public override string Read(Place place) => $"{place.Byte} != 0";

    public override (string Condition, string Error)? Refusal(Place place, FieldNames names, string offset) =>
        ($"{place.Byte} > 1", $"{RuntimeNames.DecodeError}.NotBool({names.Path}, {offset}, {place.Byte}, out error)");

    public override string Literal(FieldValue value) => ((BoolValue)value).Value ? "true" : "false";

    public override (string Condition, string Error) Mismatch(FieldValue constant, Place place, FieldNames names, string offset)
    {
        var expected = ((BoolValue)constant).Value ? 1 : 0;
        return ($"{place.Byte} != {expected}", $"{RuntimeNames.DecodeError}.NotConstant({names.Path}, {offset}, {expected}, {place.Byte}, out error)");
    }
}
