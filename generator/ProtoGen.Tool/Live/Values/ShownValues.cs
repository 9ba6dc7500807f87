using System.Text.Json;
using System.Text.Json.Nodes;
using ProtoGen.Schema.Binding;
using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Live.Values;

/// <summary>Values as JSON, in the syntax of vectors, and as text that could be typed again.</summary>
internal sealed class ShownValues(Protocol protocol)
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The fields with a value of their own; what the walk keeps beside them is left out.</summary>
    public JsonObject ToJson(IEnumerable<Field> fields, IEnumerable<VectorValue> values)
    {
        var json = new JsonObject();
        foreach (var (field, value) in Shown(fields, values)) json[field.Name] = ToJson(field.Type, value);
        return json;
    }

    /// <summary>Each field as <c>name=value</c>, with what the value means behind it.</summary>
    public IReadOnlyList<string> ToText(IEnumerable<Field> fields, IEnumerable<VectorValue> values) =>
        [.. Shown(fields, values).Select(shown => $"{shown.Field.Name}={Text(ToJson(shown.Field.Type, shown.Value))}{(Meanings.Of(shown.Field, shown.Value) is { } meaning ? $" ({meaning})" : "")}")];

    private static IEnumerable<(Field Field, FieldValue Value)> Shown(IEnumerable<Field> fields, IEnumerable<VectorValue> values) =>
        from field in fields
        join value in values on field.Name equals value.Field
        where field is { Property: not null, Constant: null } and not { Derivation: BytesDerivation or SizeDerivation or ElementsDerivation } and not { Type: BodyType } && value.Value is not AbsentValue
        select (field, value.Value);

    public JsonNode? ToJson(FieldType? type, FieldValue? value) => (type, value) switch
    {
        (_, null or AbsentValue) => null,
        (SwitchType choice, CaseValue held) => new JsonObject { [held.Case] = ToJson(choice.AllCases.FirstOrDefault(known => known.Name == held.Case)?.Type, held.Value) },
        (SwitchType choice, _) => ToJson(choice.AllCases.Select(known => known.Type).FirstOrDefault(held => held is not null), value),
        (StructType held, StructValue fields) => ToJson(protocol.Structures.First(known => known.Name == held.Structure), fields),
        (BitsFieldType bits, StructValue parts) => ToJson(protocol.Bits.First(known => known.Name == bits.Bits), parts),
        (ListType list, ListValue items) => new JsonArray([.. items.Items.Select(item => ToJson(list.Element, item))]),
        (_, ListValue items) => new JsonArray([.. items.Items.Select(item => ToJson(null, item))]),
        (EnumFieldType named, IntegerValue number) => NameOf(named.Enum, number),
        (_, IntegerValue number) => Number(number.Value),
        (_, BoolValue truth) => JsonValue.Create(truth.Value),
        (_, FloatValue { Value: var number }) => double.IsFinite(number) ? JsonValue.Create(number) : JsonValue.Create(double.IsNaN(number) ? "nan" : number > 0 ? "inf" : "-inf"),
        _ => JsonValue.Create(value!.ToString()),
    };

    private JsonNode? ToJson(Structure structure, StructValue value) => structure.Fields.ToArray() is [{ Name: SwitchBinder.ValueField } only]
        ? ToJson(only.Type, value.Fields.FirstOrDefault(field => field.Field == only.Name)?.Value)
        : ToJson(structure.Fields, value.Fields);

    private JsonObject ToJson(BitsType bits, StructValue value)
    {
        var json = new JsonObject();
        foreach (var part in value.Fields)
        {
            if (bits.Parts.FirstOrDefault(known => known.Name == part.Field) is not { Property: not null } known) continue;
            json[part.Field] = known.Enum is { } named && part.Value is IntegerValue number ? NameOf(named, number) : ToJson(null, part.Value);
        }

        return json;
    }

    private JsonValue NameOf(string type, IntegerValue number)
    {
        var known = protocol.Enums.First(candidate => candidate.Name == type);
        if (known.Members.FirstOrDefault(member => member.Value.Equals(number.Value)) is { } member) return JsonValue.Create(member.Name);
        if (!known.IsFlags) return Number(number.Value);
        var set = known.Members.Where(flag => flag.Value.Bits != 0 && (number.Value.Bits & flag.Value.Bits) == flag.Value.Bits).ToList();
        return set.Aggregate(0UL, (all, flag) => all | flag.Value.Bits) == number.Value.Bits ? JsonValue.Create(string.Join('|', set.Select(flag => flag.Name))) : Number(number.Value);
    }

    private static JsonValue Number(WireInteger value) => value.IsNegative ? JsonValue.Create((long)value.Bits) : JsonValue.Create(value.Bits);

    // Text without blanks needs no quotes; JSON is YAML, so the rest can be typed as it is shown.
    private static string Text(JsonNode? node) => node switch
    {
        null => "",
        JsonValue value when value.TryGetValue<string>(out var text) => IsPlain(text) ? text : JsonSerializer.Serialize(text, Readable),
        _ => node.ToJsonString(Readable),
    };

    private static bool IsPlain(string text) => text.Length > 0 && text[0] is not ('"' or '\'' or '[' or '{') && !text.Any(character => char.IsWhiteSpace(character) || char.IsControl(character));
}
