using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Values.Shown;

/// <summary>Values as <c>name=value</c>, which can be typed again, with what they mean behind them.</summary>
internal sealed class ValueText(ValueJson values)
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Each field that is shown.</summary>
    public IReadOnlyList<string> Of(IEnumerable<Field> fields, IEnumerable<VectorValue> given) =>
        [.. values.Pairs(fields, given).Select(shown => $"{shown.Field.Name}={Text(values.Of(shown.Field.Type, shown.Value))}{(MeaningText.Of(shown.Field.Meaning, shown.Value) is { } meaning ? $" ({meaning})" : "")}")];

    // Text without blanks needs no quotes; JSON is YAML, so the rest can be typed as it is shown.
    private static string Text(JsonNode? node) => node switch
    {
        null => "",
        JsonValue value when value.TryGetValue<string>(out var text) => IsPlain(text) ? text : JsonSerializer.Serialize(text, Readable),
        _ => node.ToJsonString(Readable),
    };

    private static bool IsPlain(string text) => text.Length > 0 && text[0] is not ('"' or '\'' or '[' or '{') && !text.Any(character => char.IsWhiteSpace(character) || char.IsControl(character));
}
