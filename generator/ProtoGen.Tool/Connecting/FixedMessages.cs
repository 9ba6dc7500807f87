using ProtoGen.Schema.Model;
using ProtoGen.Tool.Live;
using ProtoGen.Tool.Live.Screen;
using ProtoGen.Tool.Output;
using ProtoGen.Tool.Values.Typed;

namespace ProtoGen.Tool.Connecting;

/// <summary>The messages that a client says by itself: its registration, which the user gives or is asked for, its heartbeat and its farewell.</summary>
internal static class FixedMessages
{
    /// <summary>The records by C# name.</summary>
    /// <exception cref="UsageException">A value is missing and nobody can be asked, or does not fit.</exception>
    public static async Task<IReadOnlyDictionary<string, object>> MakeAsync(LiveSchema schema, ConnectSettings settings, IScreen screen, CancellationToken cancel)
    {
        var records = new Dictionary<string, object>();
        if (schema.Protocol.Registration is { } registration)
        {
            var message = schema.Named(registration.Message);
            var given = settings.Register.Concat(await AskAsync(message, settings.Register, screen, cancel));
            records[message.Name] = schema.Messages.ToRecord(schema.Read(message, given, Direction.Client), Direction.Client, null).Record;
        }
        else if (settings.Register.Length > 0)
        {
            throw new UsageException("This protocol has no registration; leave --register out.");
        }

        foreach (var beat in schema.Protocol.Heartbeats.Where(known => known.From.HasFlag(Direction.Client))) Complete(beat.Message, settings.Beat);
        if (schema.Protocol.Farewell is { } farewell) Complete(farewell, settings.Farewell);
        else if (settings.Farewell.Length > 0) throw new UsageException("This protocol has no farewell; leave --farewell out.");
        return records;

        void Complete(string name, string[] words)
        {
            var message = schema.Named(name);
            var given = schema.Read(message, words, Direction.Client);
            records[name] = schema.Complete(message, given.Values, null, Direction.Client, null).Record;
        }
    }

    private static async Task<IReadOnlyList<string>> AskAsync(Message message, string[] given, IScreen screen, CancellationToken cancel)
    {
        var missing = RequiredFields.Of(message)
            .Where(field => !given.Any(text => text.StartsWith(field.Name + "=", StringComparison.Ordinal) || text.StartsWith(field.Name + ".", StringComparison.Ordinal))).ToList();
        if (missing.Count == 0) return [];
        if (!screen.IsTyped)
            throw new UsageException($"{message.SchemaName} registers the client and needs {string.Join(", ", missing.Select(field => field.Name))}; write --register {string.Join(' ', missing.Select(field => field.Name + "=…"))}");

        var answers = new List<string>();
        foreach (var field in missing)
        {
            var answer = await screen.ReadLineAsync($"{message.SchemaName} {field.Name}: ", NoCompletion.Instance, cancel) ?? throw new UsageException($"{message.SchemaName} needs {field.Name}.");
            answers.Add($"{field.Name}={answer}");
        }

        return answers;
    }
}
