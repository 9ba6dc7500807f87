using ProtoGen.Schema.Model;
using ProtoGen.Tool.Live;
using ProtoGen.Tool.Live.Messages;
using ProtoGen.Tool.Live.Screen;
using ProtoGen.Tool.Values.Typed;

namespace ProtoGen.Tool.Connecting;

/// <summary>What can be typed beside the commands that need the connection.</summary>
internal sealed class ClientCommands(LiveSchema schema, EventWriter events)
{
    private const string Help = """
        MESSAGE field=value …   says a message; Tab completes names. Values as in a schema's vectors: enums by name,
                                a.b=1 for a field of a struct, [1, 2] for a list, hexadecimal digits for bytes,
                                "quotes" around blanks, header.x=1 for a field of the frame's header.
        messages                lists the messages
        show MESSAGE            tells the fields of a message and its replies
        state                   tells where the connection stands
        set fact=value          sets a profile of the connection
        wait 2s | wait MESSAGE  waits for a time, or until the server has said a message since the last wait for it
        quit                    ends; so does Ctrl+D
        """;

    private static readonly Dictionary<string, CommandTakes> Takes = new()
    {
        ["help"] = CommandTakes.Nothing,
        ["messages"] = CommandTakes.Nothing,
        ["show"] = CommandTakes.AnyMessage,
        ["state"] = CommandTakes.Nothing,
        ["set"] = CommandTakes.Nothing,
        ["wait"] = CommandTakes.AnyMessage,
        ["quit"] = CommandTakes.Nothing,
    };

    private readonly List<Message> _sayable = [.. schema.SaidBy(Direction.Client)];

    public ICompletion Completion => new MessageCompletion(schema.Protocol, Takes, _sayable);

    /// <summary>Obeys a line that only asks about the protocol; false for any other.</summary>
    public bool TryRun(IReadOnlyList<string> words)
    {
        switch (words[0])
        {
            case "help": events.Say(Help); return true;
            case "messages": events.Say(MessageList.Of(schema.Protocol)); return true;
            case "show" when words.Count == 2: events.Say(MessageList.Of(schema.Protocol, TypedMessages.Find(words[1], schema.Protocol.Messages, schema.Protocol.Name))); return true;
            default: return false;
        }
    }

    /// <summary>The message that a line says.</summary>
    public LiveMessage Read(IReadOnlyList<string> words) => schema.Read(TypedMessages.Find(words[0], _sayable, "The client"), words.Skip(1), Direction.Client);
}
