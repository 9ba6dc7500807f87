using ProtoGen.Schema.Model;
using ProtoGen.Tool.Live;
using ProtoGen.Tool.Live.Messages;
using ProtoGen.Tool.Live.Screen;
using ProtoGen.Tool.Output;
using ProtoGen.Tool.Values.Typed;

namespace ProtoGen.Tool.Serving;

/// <summary>A mock server and whoever types at it.</summary>
internal sealed class ServerSession
{
    private const string Help = """
        push MESSAGE field=value …      tells every client; values as in a schema's vectors, those left out by default
        push @2 MESSAGE field=value …   tells one client, by its number
        push NAME                       pushes what the script calls so
        peers                           lists the clients
        close [@2]                      closes all connections, or one
        messages | show MESSAGE         tells about the protocol
        quit                            ends; so does Ctrl+C
        """;

    private static readonly Dictionary<string, CommandTakes> Takes = new()
    {
        ["help"] = CommandTakes.Nothing,
        ["push"] = CommandTakes.Said,
        ["peers"] = CommandTakes.Nothing,
        ["close"] = CommandTakes.Nothing,
        ["messages"] = CommandTakes.Nothing,
        ["show"] = CommandTakes.AnyMessage,
        ["quit"] = CommandTakes.Nothing,
    };

    private readonly LiveSchema _schema;
    private readonly ServerScript _script;
    private readonly EventWriter _events;
    private readonly MockServer _mock;
    private readonly List<Message> _sayable;

    private ServerSession(LiveSchema schema, ServerScript script, EventWriter events)
    {
        (_schema, _script, _events, _mock) = (schema, script, events, new(schema, script, events));
        _sayable = [.. schema.SaidBy(Direction.Server)];
    }

    /// <summary>Serves until the user quits or the command is cancelled.</summary>
    public static async Task<int> RunAsync(LiveSchema schema, ServeSettings settings, IScreen screen, CancellationToken cancel)
    {
        var script = settings.Script is { } file ? new ScriptReader(schema, file.ToString()).Read(Text(file)) : ServerScript.Empty;
        var events = new EventWriter(schema.Protocol, screen, settings.AsJson);
        var session = new ServerSession(schema, script, events);
        var log = new LiveLog(settings.WithFrames, (peer, isSent, hex, length) => events.Write(Frame(peer, isSent, hex, length)), warning => events.Write(LiveEvent.Note("warning", warning)));
        var options = new ServerOptions { LoggerFactory = log, Tls = settings.Tls, FrameLog = new() { MaxBytes = 4096 } };
        await using var server = schema.Glue.CreateServer(new(settings.Endpoints, options, session._mock, name => session.Beat(name, settings.Beat)));
        await server.StartAsync(cancel);
        foreach (var endpoint in server.Endpoints) events.Write(LiveEvent.Note("listening", $"listening on {endpoint}") with { More = new() { ["endpoint"] = endpoint.ToString() } });
        await session.ObeyAsync(screen, cancel);
        await server.StopAsync(TimeSpan.FromSeconds(1), CancellationToken.None);
        return ExitCodes.Ok;
    }

    private async Task ObeyAsync(IScreen screen, CancellationToken cancel)
    {
        if (screen.IsTyped) _events.Say("Tab completes names, help lists the commands, quit ends.");
        var completion = new MessageCompletion(_schema.Protocol, Takes, _sayable);
        try
        {
            while (await screen.ReadLineAsync($"{_schema.Protocol.Name} server> ", completion, cancel) is { } line)
            {
                if (!Obey(line, cancel)) return;
            }

            // The end of a pipe says that no commands come, not that nobody is served.
            if (!screen.IsTyped) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Asked to stop.
        }
    }

    private bool Obey(string line, CancellationToken cancel)
    {
        try
        {
            var words = TypedLine.Split(line);
            switch (words.Count == 0 || words[0].StartsWith('#') ? "" : words[0])
            {
                case "": break;
                case "quit" or "exit": return false;
                case "help": _events.Say(Help); break;
                case "messages": _events.Say(MessageList.Of(_schema.Protocol)); break;
                case "show" when words.Count == 2: _events.Say(MessageList.Of(_schema.Protocol, TypedMessages.Find(words[1], _schema.Protocol.Messages, _schema.Protocol.Name))); break;
                case "peers": ShowPeers(); break;
                case "close": foreach (var peer in Chosen(words.ElementAtOrDefault(1))) peer.Live.Close(); break;
                case "push" when words.Count > 1: Push(words, cancel); break;
                default: throw new UsageException($"There is no command '{words[0]}'; help lists them.");
            }
        }
        catch (UsageException exception)
        {
            _events.Write(LiveEvent.Error(exception.Message));
        }

        return true;
    }

    private void Push(IReadOnlyList<string> words, CancellationToken cancel)
    {
        var peers = Chosen(words[1].StartsWith('@') ? words[1] : null).ToList();
        var said = words.Skip(words[1].StartsWith('@') ? 2 : 1).ToList();
        if (said.Count == 0) throw new UsageException("push takes a message.");
        if (peers.Count == 0) throw new UsageException("Nobody is connected.");
        var named = said.Count == 1 ? _script.Pushes.FirstOrDefault(push => push.Name == said[0]) : null;
        foreach (var peer in peers)
        {
            var message = named is not null ? _mock.Complete(named, peer.Live) : Complete(said, peer);
            _ = _mock.SayAsync(peer, message, cancel);
        }
    }

    private LiveMessage Complete(List<string> said, MockPeer peer)
    {
        var message = TypedMessages.Find(said[0], _sayable, "The server");
        var given = _schema.Read(message, said.Skip(1), Direction.Server);
        return _schema.Complete(message, given.Values, null, Direction.Server, peer.Live.Profile).Shown with { Header = given.Header };
    }

    private IEnumerable<MockPeer> Chosen(string? which)
    {
        if (which is null) return _mock.Peers;
        return long.TryParse(which.TrimStart('@'), out var id) && _mock.Peers.FirstOrDefault(peer => peer.Live.Id == id) is { } chosen
            ? [chosen] : throw new UsageException($"There is no client {which}; peers lists them.");
    }

    private void ShowPeers()
    {
        var peers = _mock.Peers.ToList();
        if (peers.Count == 0) _events.Write(LiveEvent.Note("peers", "nobody is connected"));
        foreach (var peer in peers)
            _events.Write(LiveEvent.Note("peer", $"{peer.Live.RemoteEndPoint}, {peer.Heard} messages") with { Peer = peer.Live.Id, More = new() { ["endpoint"] = peer.Live.RemoteEndPoint?.ToString(), ["messages"] = peer.Heard } });
    }

    private object Beat(string name, string[] given)
    {
        var message = _schema.Named(name);
        return _schema.Complete(message, _schema.Read(message, given, Direction.Server).Values, null, Direction.Server, null).Record;
    }

    private static LiveEvent Frame(long peer, bool isSent, string hex, int length) =>
        LiveEvent.Note("frame", $"{(isSent ? "sent" : "received")} {length} bytes {hex}") with { Peer = peer, More = new() { ["sent"] = isSent, ["bytes"] = length, ["hex"] = hex } };

    private static string Text(FileInfo file)
    {
        try
        {
            return File.ReadAllText(file.FullName);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{file} cannot be read: {exception.Message}");
        }
    }
}
