using System.Text.Json.Nodes;
using ProtoGen.Schema.Binding;
using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Values.Shown;

/// <summary>Values as JSON, in the syntax of vectors: what is shown can be typed.</summary>
internal sealed class ValueJson(Protocol protocol, ShownFields shown)
{
    private readonly EnumNames _enums = new(protocol);

    /// <summary>The fields of a structure by name; what the walk keeps beside them is left out.</summary>
    public JsonObject Of(IEnumerable<Field> fields, IEnumerable<VectorValue> values)
    {
        var json = new JsonObject();
        foreach (var (field, value) in Pairs(fields, values)) json[field.Name] = Of(field.Type, value);
        return json;
    }

    /// <summary>The fields that are shown, each with its value.</summary>
    public IEnumerable<(Field Field, FieldValue Value)> Pairs(IEnumerable<Field> fields, IEnumerable<VectorValue> values) =>
        from value in values
        join field in fields on value.Field equals field.Name
        where field.Type is not BodyType && (shown == ShownFields.All || (value.Value is not AbsentValue && IsGiven(field)))
        select (field, value.Value);

    /// <summary>One value of a type.</summary>
    public JsonNode? Of(FieldType? type, FieldValue? value) => (type, value) switch
    {
        (_, null or AbsentValue) => null,
        (SwitchType choice, CaseValue held) => OfCase(choice.AllCases.FirstOrDefault(known => known.Name == held.Case), held),
        (SwitchType choice, _) => Of(choice.AllCases.Select(known => known.Type).FirstOrDefault(held => held is not null), value),
        (_, CaseValue held) => Of(type, held.Value),
        (StructType held, StructValue fields) => Of(protocol.Structures.First(known => known.Name == held.Structure), fields),
        (BitsFieldType bits, StructValue parts) => Of(protocol.BitsOf(bits), parts),
        (ListType list, ListValue items) => new JsonArray([.. items.Items.Select(item => Of(list.Element, item))]),
        (EnumFieldType named, IntegerValue number) => Named(named.Enum, number),
        (_, IntegerValue number) => Number(number.Value),
        (_, BoolValue truth) => JsonValue.Create(truth.Value),
        (_, FloatValue number) => Float(number.Value),
        (_, ListValue items) => new JsonArray([.. items.Items.Select(item => Of(null, item))]),
        _ => JsonValue.Create(value!.ToString()),
    };

    private static bool IsGiven(Field field) => field is { Property: not null, Constant: null } and not { Derivation: BytesDerivation or SizeDerivation or ElementsDerivation };

    private JsonNode? OfCase(SwitchCase? known, CaseValue held)
    {
        var value = Of(known?.Type, held.Value);
        return shown == ShownFields.All ? value : new JsonObject { [known?.SchemaName ?? held.Case] = value };
    }

    // A case with a meaning is a struct of one field, which nobody wrote as such.
    private JsonNode? Of(Structure structure, StructValue value) => structure.Fields.ToArray() is [{ Name: SwitchBinder.ValueField } only]
        ? Of(only.Type, value.Fields.FirstOrDefault(field => field.Field == only.Name)?.Value)
        : Of(structure.Fields, value.Fields);

    private JsonObject Of(BitsType bits, StructValue value)
    {
        var json = new JsonObject();
        foreach (var (part, held) in value.Fields.Join(bits.Parts, given => given.Field, part => part.Name, (given, part) => (part, given.Value)))
        {
            if (shown == ShownFields.Given && part.Property is null) continue;
            json[part.Name] = part.Enum is { } named && held is IntegerValue number ? Named(named, number) : Of(null, held);
        }

        return json;
    }

    private JsonValue Named(string type, IntegerValue number) =>
        (shown == ShownFields.All ? _enums.MemberOf(type, number) : _enums.Of(type, number, "|")) is { } name ? JsonValue.Create(name) : Number(number.Value);

    private static JsonValue Number(WireInteger value) => value.IsNegative ? JsonValue.Create((long)value.Bits) : JsonValue.Create(value.Bits);

    private static JsonValue Float(double value) =>
        double.IsNaN(value) ? JsonValue.Create("nan") : double.IsInfinity(value) ? JsonValue.Create(value > 0 ? "inf" : "-inf") : JsonValue.Create(value);
}
