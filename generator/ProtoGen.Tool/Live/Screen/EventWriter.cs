using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ProtoGen.Schema.Model;
using ProtoGen.Tool.Live.Messages;
using ProtoGen.Tool.Values.Shown;

namespace ProtoGen.Tool.Live.Screen;

/// <summary>Writes events: one line each, or one line and a line a field where that is too long; or one JSON object a line.</summary>
internal sealed class EventWriter(Protocol protocol, IScreen screen, bool asJson)
{
    private const int WidestLine = 110;

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ValueJson _values = new(protocol, ShownFields.Given);
    private readonly IReadOnlyList<Field> _header = [.. HeaderValues.Fields(protocol)];

    public void Write(LiveEvent happened) => screen.WriteLine(asJson ? ToJson(happened) : ToText(happened), happened.Mark);

    /// <summary>Text that nobody parses: help, lists. Programs do not get it.</summary>
    public void Say(string text)
    {
        if (!asJson) screen.WriteLine(text, ' ');
    }

    private string ToJson(LiveEvent happened)
    {
        var json = new JsonObject { ["event"] = happened.Kind };
        if (happened.Peer is { } peer) json["peer"] = peer;
        if (happened.Message is { } said) json["message"] = said.Message.SchemaName;
        foreach (var (name, value) in happened.More) json[name] = value?.DeepClone();
        if (happened.Message is { } message)
        {
            json["values"] = _values.Of(FieldsOf(message), message.Values);
            if (message.Header.Count > 0) json["header"] = _values.Of(_header, message.Header);
        }

        return json.ToJsonString(Json);
    }

    private string ToText(LiveEvent happened)
    {
        var head = $"{happened.Mark} {(happened.Peer is { } peer ? $"[{peer}] " : "")}{happened.Message?.Message.SchemaName}";
        var fields = happened.Message is { } message
            ? [.. new ValueText(_values).Of(FieldsOf(message), message.Values), .. new ValueText(_values).Of(_header, message.Header).Select(value => "header." + value)]
            : Array.Empty<string>();
        var tail = happened.Text.Length == 0 ? "" : happened.Message is null ? happened.Text : $"  [{happened.Text}]";
        var line = $"{head}{(fields.Length > 0 ? " " : "")}{string.Join(' ', fields)}{tail}";
        return line.Length <= WidestLine || fields.Length == 0 ? line : $"{head}{tail}\n{string.Join('\n', fields.Select(field => "    " + field))}";
    }

    private static IEnumerable<Field> FieldsOf(LiveMessage message) => message.Message.CatchesUnknown
        ? message.Message.Fields.Prepend(new Field { Name = LiveMessage.IdName, Property = LiveMessage.IdName, Type = new IntegerType(8, false, ByteOrder.Big) })
        : message.Message.Fields;
}
