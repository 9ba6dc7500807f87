using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ProtoGen.Schema.Model;
using ProtoGen.Tool.Values.Shown;

namespace ProtoGen.Tool.Decoding;

/// <summary>A frame as one JSON object on one line. Its keys are documented in the help of the verb; they are added to, never changed.</summary>
internal sealed class FrameJson(Protocol protocol)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly ValueJson _values = new(protocol, ShownFields.All);
    private readonly MeaningText _meanings = new(protocol);

    public string Of(DecodedFrame frame, int number)
    {
        var json = new JsonObject
        {
            ["frame"] = number,
            ["ok"] = frame.IsGood,
            ["from"] = frame.From == Direction.Client ? "client" : "server",
            ["message"] = frame.Message?.SchemaName,
            ["offset"] = frame.Offset,
            ["length"] = frame.Wire.Length,
            ["hex"] = Convert.ToHexStringLower(frame.Wire),
        };
        if (frame.Captured is { } captured)
            (json["client"], json["server"], json["time"]) = (captured.Client, captured.Server, captured.Time.UtcDateTime.ToString("O"));
        if (frame.State is { } state) json["state"] = state;
        if (frame.Variant is { } variant) json["variant"] = variant;
        if (frame.Alternatives.Count > 0) json["alternatives"] = new JsonArray([.. frame.Alternatives.Select(name => JsonValue.Create(name))]);
        json["header"] = frame.Layout is { } layout ? _values.Of(layout.Fields, frame.Header) : null;
        json["values"] = frame.Message is { } message && frame.Values is { } values ? _values.Of(message.Fields, values) : null;
        json["fields"] = new JsonArray([.. frame.Fields.Select(Of)]);
        json["problems"] = new JsonArray([.. frame.Problems.Select(Of)]);
        if (frame.Notes.Count > 0) json["notes"] = new JsonArray([.. frame.Notes.Select(note => JsonValue.Create(note))]);
        return json.ToJsonString(Plain);
    }

    private JsonObject Of(DecodedField field)
    {
        var json = new JsonObject { ["path"] = field.Path, ["offset"] = field.Offset, ["length"] = field.Length, ["type"] = TypeText.Of(field.Type) };
        if (!field.IsWhole) json["incomplete"] = true;
        else if (!field.IsContainer) json["value"] = _values.Of(field.Type, field.Raw);
        if (field.IsNull) json["null"] = true;
        if (field is { Type: EnumFieldType, Raw: IntegerValue number }) json["raw"] = JsonNode.Parse(number.ToString());
        if (_meanings.Of(field.Type, field.Field?.Meaning, field.Raw) is { } meaning) json["meaning"] = meaning;
        if (TypeText.Of(field.Field?.Derivation) is { } source) json["derived"] = source;
        if (field.Judgements.Count > 0) json["checks"] = new JsonArray([.. field.Judgements.Select(check => new JsonObject { ["path"] = check.Path, ["found"] = check.Found, ["expected"] = check.Expected, ["ok"] = check.Holds })]);
        return json;
    }

    private static JsonObject Of(FrameProblem problem)
    {
        var json = new JsonObject { ["path"] = problem.Path, ["offset"] = problem.Offset, ["problem"] = problem.Text };
        if (problem.Expected is { } expected) json["expected"] = expected;
        if (problem.Found is { } found) json["found"] = found;
        return json;
    }
}
