using System.Globalization;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;
using ProtoGen.Tool.Live.Messages;
using ProtoGen.Tool.Output;
using ProtoGen.Tool.Values.Typed;

namespace ProtoGen.Tool.Serving;

/// <summary>YAML → script. Each mistake is said with its line and the way to mend it.</summary>
internal sealed class ScriptReader(LiveSchema schema, string path)
{
    private static readonly string[] StepKeys = ["reply", "message", "fault", "delay", "silent", "close"];
    private static readonly string[] PushKeys = ["message", "values", "name", "after", "every", "times"];

    /// <exception cref="UsageException">The text is no script of this schema.</exception>
    public ServerScript Read(string text)
    {
        var diagnostics = new DiagnosticBag();
        var root = YamlReader.Read(text, diagnostics);
        if (diagnostics.InOrder() is [var broken, ..]) throw new UsageException($"{path}({broken.Span.Line},{broken.Span.Column}): {broken.Message}.");
        var script = ServerScript.Empty;
        foreach (var entry in Mapping(root!, "The script"))
        {
            script = entry.Key.Text switch
            {
                "on" => script with { On = Mapping(entry.Value, "on").Select(ReadSteps).ToDictionary() },
                "push" => script with { Pushes = [.. Items(entry.Value).Select(ReadPush)] },
                "closeAfter" => script with { CloseAfter = Number(entry.Value, "closeAfter") },
                _ => throw Unknown(entry.Key, ["on", "push", "closeAfter"]),
            };
        }

        return script;
    }

    private KeyValuePair<string, IReadOnlyList<ScriptStep>> ReadSteps(YamlEntry entry)
    {
        var message = At(entry.Key, () => TypedMessages.Find(entry.Key.Text, schema.Protocol.Messages.Where(known => known.Role != MessageRole.Reply && known.From.HasFlag(Direction.Client)), "The client"));
        return new(message.Name, [.. Items(entry.Value).Select(step => ReadStep(message, step))]);
    }

    private ScriptStep ReadStep(Message message, YamlNode node)
    {
        var step = new ScriptStep();
        var entries = Mapping(node, message.SchemaName);
        if (entries.FirstOrDefault(entry => entry.Key.Text == "message") is { Value: YamlScalar name })
            step = step with { Answer = At(name, () => TypedMessages.Find(name.Text, MessageList.Answers(Asked(message, name)).Select(schema.Named), message.SchemaName)) };
        foreach (var entry in entries)
        {
            step = entry.Key.Text switch
            {
                "message" => step,
                "reply" => step with { Values = Values(step.Answer ?? schema.Named(Asked(message, entry.Key).Counterpart!), entry.Value) },
                "fault" => ReadFault(step, message, entry),
                "delay" => step with { Delay = Time(entry.Value, "delay") },
                "silent" => step with { IsSilent = Truth(entry.Value, "silent") },
                "close" => step with { Closes = Truth(entry.Value, "close") },
                _ => throw Unknown(entry.Key, StepKeys),
            };
        }

        return step;
    }

    private ScriptStep ReadFault(ScriptStep step, Message message, YamlEntry entry)
    {
        var fault = message.Fault is { } name ? schema.Named(name) : throw Mistake(entry.Key, $"'{message.SchemaName}' has no fault in this schema; give an error in 'reply'");
        return step with { Answer = fault, Values = Values(fault, entry.Value) };
    }

    private Message Asked(Message message, YamlNode at) =>
        message.Role == MessageRole.Request ? message : throw Mistake(at, $"'{message.SchemaName}' is not answered; it can only be waited for (delay) and closed upon (close)");

    private ScriptPush ReadPush(YamlNode node)
    {
        var entries = Mapping(node, "A push").ToDictionary(entry => entry.Key.Text);
        foreach (var entry in entries.Values.Where(entry => !PushKeys.Contains(entry.Key.Text))) throw Unknown(entry.Key, PushKeys);
        if (!entries.TryGetValue("message", out var said) || said.Value is not YamlScalar name) throw Mistake(node, "A push needs 'message'");
        var message = At(name, () => TypedMessages.Find(name.Text, schema.SaidBy(Direction.Server), "The server"));
        var push = new ScriptPush
        {
            Message = message,
            Values = entries.TryGetValue("values", out var values) ? Values(message, values.Value) : [],
            Name = entries.TryGetValue("name", out var called) ? (called.Value as YamlScalar)?.Text : null,
            After = entries.TryGetValue("after", out var after) ? Time(after.Value, "after") : null,
            Every = entries.TryGetValue("every", out var every) ? Time(every.Value, "every") : null,
            Times = entries.TryGetValue("times", out var times) ? Number(times.Value, "times") : null,
        };
        return push is { Name: null, After: null, Every: null } ? throw Mistake(node, "A push needs 'every', 'after', or a 'name' to be pushed by") : push;
    }

    private IReadOnlyList<VectorValue> Values(Message message, YamlNode node) => node switch
    {
        YamlScalar { IsEmpty: true } => [],
        YamlMapping values => At(node, () => schema.Read(message, values, Direction.Server)) is { Header.Count: 0 } read ? read.Values : throw Mistake(node, "A script gives no values of the header"),
        _ => throw Mistake(node, $"The values of '{message.SchemaName}' must be a mapping of its fields"),
    };

    private IReadOnlyList<YamlEntry> Mapping(YamlNode node, string what) => node switch
    {
        YamlMapping mapping => mapping.Entries,
        YamlScalar { IsEmpty: true } => [],
        _ => throw Mistake(node, $"{what} must be a mapping"),
    };

    private static IReadOnlyList<YamlNode> Items(YamlNode node) => node is YamlSequence list ? list.Items : [node];

    private TimeSpan Time(YamlNode node, string key) => node is YamlScalar text && Durations.TryParse(text.Text, out var time)
        ? time : throw Mistake(node, $"'{key}' is a time, such as 200ms, 5s or 1m");

    private int Number(YamlNode node, string key) => node is YamlScalar text && int.TryParse(text.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
        ? number : throw Mistake(node, $"'{key}' is a whole number above 0");

    private bool Truth(YamlNode node, string key) => (node as YamlScalar)?.Text switch { "true" => true, "false" => false, _ => throw Mistake(node, $"'{key}' is true or false") };

    private T At<T>(YamlNode node, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (UsageException exception)
        {
            throw Mistake(node, exception.Message.TrimEnd('.'));
        }
    }

    private UsageException Unknown(YamlScalar key, string[] known) =>
        Mistake(key, $"There is no key '{key.Text}' here{NameSuggestion.DidYouMean(key.Text, known).TrimEnd('?')}; there are {string.Join(", ", known)}");

    private UsageException Mistake(YamlNode node, string text) => new($"{path}({node.Span.Line},{node.Span.Column}): {text}.");
}
