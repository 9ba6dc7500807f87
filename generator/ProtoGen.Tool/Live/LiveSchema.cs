using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;
using ProtoGen.Tool.Live.Emitted;
using ProtoGen.Tool.Live.Messages;
using ProtoGen.Tool.Live.Screen;
using ProtoGen.Tool.Output;
using ProtoGen.Tool.Values.Typed;

namespace ProtoGen.Tool.Live;

/// <summary>A schema that can be spoken: its compiled protocol, and the ways between what is typed, what is sent and what is shown.</summary>
internal sealed class LiveSchema
{
    private readonly DefaultMessage _defaults;
    private readonly TypedMessages _typed;

    private LiveSchema(Protocol protocol, ILiveGlue glue)
    {
        (Protocol, Glue, Messages) = (protocol, glue, new(protocol, glue));
        (_defaults, _typed) = (new(protocol), new(protocol));
    }

    public Protocol Protocol { get; }

    public ILiveGlue Glue { get; }

    public LiveMessages Messages { get; }

    public static LiveSchema Of(Protocol protocol) => new(protocol, LiveProtocol.Compile(protocol));

    /// <summary>What a side says on its own, without its heartbeats, its registration and its farewell, which go by themselves.</summary>
    public IEnumerable<Message> SaidBy(Direction side) => Protocol.Messages.Where(message =>
        message.Role != MessageRole.Reply && message.From.HasFlag(side)
        && !Protocol.Heartbeats.Any(beat => beat.Message == message.Name && beat.From.HasFlag(side))
        && !(side == Direction.Client && (message.Name == Protocol.Registration?.Message || message.Name == Protocol.Farewell)));

    /// <summary>The message of a C# name.</summary>
    public Message Named(string name) => Protocol.Messages.First(message => message.Name == name);

    /// <summary>A message that is said with the values of a line.</summary>
    /// <exception cref="UsageException">A value does not fit.</exception>
    public LiveMessage Read(Message message, IEnumerable<string> words, Direction side) => Live(message, _typed.Read(message, words, side));

    /// <summary>The same from YAML.</summary>
    /// <exception cref="UsageException">A value does not fit.</exception>
    public LiveMessage Read(Message message, YamlMapping values, Direction side) => Live(message, _typed.Read(message, values, side));

    /// <summary>The record of a message of which some values are known; the others are what a mock would say.</summary>
    /// <exception cref="UsageException">A value that is known does not fit.</exception>
    public (object Record, LiveMessage Shown) Complete(Message message, IReadOnlyList<VectorValue> given, LiveMessage? request, Direction side, object? profile)
    {
        var completed = _defaults.Complete(message, given, request, withConditional: false);
        try
        {
            return (Messages.ToRecord(completed, side, profile).Record, completed);
        }
        catch (UsageException)
        {
            completed = _defaults.Complete(message, given, request, withConditional: true);
            return (Messages.ToRecord(completed, side, profile).Record, completed);
        }
    }

    /// <summary>An event about a record that arrived; where its values cannot be told, with its text.</summary>
    public LiveEvent Shown(string kind, char mark, string text, object record, object? header, object? profile) =>
        Messages.ToValues(record, header, profile) is { } message
            ? new(kind, mark, text) { Message = message }
            : new(kind, mark, $"{record} {text}".TrimEnd()) { More = new() { ["message"] = Messages.MessageOf(record).SchemaName, ["text"] = record.ToString() } };

    private static LiveMessage Live(Message message, TypedMessage typed) => new(message, [.. UnknownIds.Given(typed.Id), .. typed.Values], typed.Header);
}
