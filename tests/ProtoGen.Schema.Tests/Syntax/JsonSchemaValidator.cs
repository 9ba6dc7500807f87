using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ProtoGen.Schema.Tests.Syntax;

/// <summary>As much of JSON Schema 2020-12 as the schema for editors uses; a keyword it does not know is an error, so that none goes unheard.</summary>
internal sealed class JsonSchemaValidator(JsonElement root)
{
    public bool Accepts(JsonNode? value) => Accepts(root, value);

    /// <summary>Whether a part of the schema accepts a value; references still begin at its root.</summary>
    public bool Accepts(JsonElement schema, JsonNode? value) => schema.EnumerateObject().All(keyword => Holds(keyword.Name, keyword.Value, schema, value));

    private bool Holds(string keyword, JsonElement argument, JsonElement schema, JsonNode? value) => keyword switch
    {
        "$schema" or "$defs" or "title" or "description" or "examples" => true,
        "$ref" => Accepts(root.GetProperty("$defs").GetProperty(argument.GetString()!["#/$defs/".Length..]), value),
        "type" => argument.ValueKind == JsonValueKind.Array ? argument.EnumerateArray().Any(type => IsOf(type.GetString()!, value)) : IsOf(argument.GetString()!, value),
        "enum" => argument.EnumerateArray().Any(allowed => JsonNode.DeepEquals(JsonNode.Parse(allowed.GetRawText()), value)),
        "pattern" => !IsOf("string", value) || Regex.IsMatch(value!.GetValue<string>(), argument.GetString()!, RegexOptions.ECMAScript),
        "minimum" => !IsOf("number", value) || Number(value!) >= argument.GetDouble(),
        "maximum" => !IsOf("number", value) || Number(value!) <= argument.GetDouble(),
        "required" => value is not JsonObject mapping || argument.EnumerateArray().All(key => mapping.ContainsKey(key.GetString()!)),
        "dependentRequired" => value is not JsonObject mapping || argument.EnumerateObject().All(key => !mapping.ContainsKey(key.Name) || Holds("required", key.Value, schema, value)),
        "oneOf" => argument.EnumerateArray().Count(candidate => Accepts(candidate, value)) == 1,
        "anyOf" => argument.EnumerateArray().Any(candidate => Accepts(candidate, value)),
        "not" => !Accepts(argument, value),
        "items" => value is not JsonArray list || list.All(item => Accepts(argument, item)),
        "properties" => value is not JsonObject mapping || argument.EnumerateObject().All(property => !mapping.TryGetPropertyValue(property.Name, out var held) || Accepts(property.Value, held)),
        "additionalProperties" => value is not JsonObject mapping || mapping.All(entry => IsNamed(entry.Key, schema) || AcceptsAny(argument, entry.Value)),
        _ => throw new NotSupportedException(keyword),
    };

    private bool AcceptsAny(JsonElement schema, JsonNode? value) => schema.ValueKind == JsonValueKind.Object ? Accepts(schema, value) : schema.GetBoolean();

    private static bool IsNamed(string key, JsonElement schema) => schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(key, out _);

    private static bool IsOf(string type, JsonNode? value) => (type, value?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        ("object", var kind) => kind == JsonValueKind.Object,
        ("array", var kind) => kind == JsonValueKind.Array,
        ("string", var kind) => kind == JsonValueKind.String,
        ("boolean", var kind) => kind is JsonValueKind.True or JsonValueKind.False,
        ("null", var kind) => kind == JsonValueKind.Null,
        ("number", var kind) => kind == JsonValueKind.Number,
        ("integer", var kind) => kind == JsonValueKind.Number && Number(value!) % 1 == 0,
        _ => throw new NotSupportedException(type),
    };

    private static double Number(JsonNode value) => double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);
}
