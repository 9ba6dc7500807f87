using System.Text.Json.Nodes;
using ProtoGen.Schema.Binding;
using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Values;

/// <summary>Values as JSON, in the syntax of vectors: what was decoded can be encoded again.</summary>
internal sealed class ValueJson(Protocol protocol)
{
    /// <summary>The fields of a structure by name; what the walk keeps beside them is left out.</summary>
    public JsonObject Of(Structure structure, IEnumerable<VectorValue> values)
    {
        var json = new JsonObject();
        foreach (var value in values.Where(value => !value.Field.Contains('*') && structure.Fields.FirstOrDefault(field => field.Name == value.Field)?.Type is not (null or BodyType)))
            json[value.Field] = Of(structure.Fields.First(field => field.Name == value.Field).Type, value.Value);
        return json;
    }

    /// <summary>One value of a type.</summary>
    public JsonNode? Of(FieldType? type, FieldValue? value) => (type, value) switch
    {
        (_, null or AbsentValue) => null,
        (SwitchType choice, CaseValue held) => Of(choice.AllCases.FirstOrDefault(known => known.Name == held.Case)?.Type, held.Value),
        (SwitchType choice, _) => Of(choice.AllCases.Select(known => known.Type).FirstOrDefault(held => held is not null), value),
        (_, CaseValue held) => Of(type, held.Value),
        (StructType held, StructValue fields) => Of(protocol.Structures.First(known => known.Name == held.Structure), fields),
        (BitsFieldType bits, StructValue parts) => Of(protocol.Bits.First(known => known.Name == bits.Bits), parts),
        (ListType list, ListValue items) => new JsonArray([.. items.Items.Select(item => Of(list.Element, item))]),
        (EnumFieldType named, IntegerValue number) => NameOf(named.Enum, number) is { } name ? JsonValue.Create(name) : Number(number.Value),
        (_, IntegerValue number) => Number(number.Value),
        (_, BoolValue truth) => JsonValue.Create(truth.Value),
        (_, FloatValue number) => Float(number.Value),
        (_, ListValue items) => new JsonArray([.. items.Items.Select(item => Of(null, item))]),
        _ => JsonValue.Create(value!.ToString()),
    };

    // A case with a meaning is a struct of one field, which nobody wrote as such.
    private JsonNode? Of(Structure structure, StructValue value) => structure.Fields.ToArray() is [{ Name: SwitchBinder.ValueField } only]
        ? Of(only.Type, value.Fields.FirstOrDefault(field => field.Field == only.Name)?.Value)
        : Of(structure, value.Fields);

    private JsonObject Of(BitsType bits, StructValue value)
    {
        var json = new JsonObject();
        foreach (var part in value.Fields.Where(part => !part.Field.Contains('*')))
        {
            var name = bits.Parts.First(known => known.Name == part.Field).Enum is { } named && part.Value is IntegerValue number ? NameOf(named, number) : null;
            json[part.Field] = name is not null ? JsonValue.Create(name) : Of(null, part.Value);
        }

        return json;
    }

    private string? NameOf(string type, IntegerValue number) =>
        protocol.Enums.FirstOrDefault(known => known.Name == type)?.Members.FirstOrDefault(member => member.Value.Equals(number.Value))?.SchemaName;

    private static JsonValue Number(WireInteger value) => value.IsNegative ? JsonValue.Create((long)value.Bits) : JsonValue.Create(value.Bits);

    private static JsonValue Float(double value) =>
        double.IsNaN(value) ? JsonValue.Create("nan") : double.IsInfinity(value) ? JsonValue.Create(value > 0 ? "inf" : "-inf") : JsonValue.Create(value);
}
