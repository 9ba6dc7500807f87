using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using ProtoGen.Schema.Model;
using ProtoGen.Tool.Live;
using ProtoGen.Tool.Live.Emitted;
using ProtoGen.Tool.Live.Messages;
using ProtoGen.Tool.Live.Screen;
using ProtoGen.Tool.Output;
using ProtoGen.Tool.Values.Typed;

namespace ProtoGen.Tool.Connecting;

/// <summary>A conversation with a server: lines in, what is said and heard out. The emitted client does the talking.</summary>
internal sealed class ClientSession
{
    private static readonly IReadOnlySet<DisconnectReason> DefaultStops = new ClientOptions().StopsAfter;

    private readonly LiveSchema _schema;
    private readonly ConnectSettings _settings;
    private readonly IScreen _screen;
    private readonly EventWriter _events;
    private readonly ClientListener _listener;
    private readonly ILiveClient _client;
    private readonly ClientCommands _commands;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Task> _open = [];
    private int _failures;

    private ClientSession(LiveSchema schema, ConnectSettings settings, IScreen screen, EventWriter events, IReadOnlyDictionary<string, object> fixedRecords)
    {
        (_schema, _settings, _screen, _events) = (schema, settings, screen, events);
        _listener = new(schema, events);
        _commands = new(schema, events);
        var log = new LiveLog(settings.WithFrames, ShowFrame, warning => events.Write(LiveEvent.Note("warning", Certificates.InOptions(warning))));
        var options = new ClientOptions
        {
            LoggerFactory = log,
            Tls = settings.Tls,
            FrameLog = new() { MaxBytes = 4096 },
            // Whoever waits for one server wants to hear at once that its certificate is refused.
            StopsAfter = settings.Endpoints.Length == 1 ? DefaultStops.Append(DisconnectReason.TlsFailed).ToHashSet() : DefaultStops,
        };
        _client = schema.Glue.CreateClient(new(settings.Endpoints, options, settings.Timeout, _listener, name => fixedRecords[name], ShowState));
        _listener.Profile = () => _client.Profile;
    }

    /// <summary>Talks until the input ends, the user quits, or the client stops for good.</summary>
    public static async Task<int> RunAsync(LiveSchema schema, ConnectSettings settings, IScreen screen, CancellationToken cancel)
    {
        var events = new EventWriter(schema.Protocol, screen, settings.AsJson);
        var records = await FixedMessages.MakeAsync(schema, settings, screen, cancel);
        var session = new ClientSession(schema, settings, screen, events, records);
        await using (session._client.Base)
        {
            return await session.TalkAsync(cancel);
        }
    }

    private async Task<int> TalkAsync(CancellationToken cancel)
    {
        Begin();
        if (_screen.IsTyped) _events.Say("Tab completes names, help lists the commands, quit ends.");
        var completion = _commands.Completion;
        try
        {
            while (!_stopped.Task.IsCompleted)
            {
                var next = _screen.ReadLineAsync($"{_schema.Protocol.Name}> ", completion, cancel);
                if (await Task.WhenAny(next, _stopped.Task) != next || await next is not { } line || !await ObeyAsync(line, cancel)) break;
            }

            await Task.WhenAll(_open).WaitAsync(cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Asked to stop.
        }

        return _failures > 0 && !_screen.IsTyped || _stopped.Task.IsCompleted ? ExitCodes.Findings : ExitCodes.Ok;
    }

    /// <summary>The first connection is made without waiting for it: its states are shown, and what is said waits.</summary>
    private void Begin() => _ = _client.Base.StartAsync().ContinueWith(started => started.Exception, TaskScheduler.Default);

    private async Task<bool> ObeyAsync(string line, CancellationToken cancel)
    {
        try
        {
            var words = TypedLine.Split(line);
            if (words.Count == 0 || words[0].StartsWith('#')) return true;
            if (words[0] is "quit" or "exit") return false;
            if (words[0] == "wait") await WaitAsync(words, cancel);
            else if (words[0] == "set") SetProfile(words);
            else if (words[0] == "state") ShowState(_client.Base.LastChange);
            else if (!_commands.TryRun(words)) await SayAsync(words, cancel);
        }
        catch (UsageException exception)
        {
            _failures++;
            _events.Write(LiveEvent.Error(exception.Message));
        }

        return true;
    }

    private async Task SayAsync(IReadOnlyList<string> words, CancellationToken cancel)
    {
        var said = _commands.Read(words);
        var (record, header) = _schema.Messages.ToRecord(said, Direction.Client, _client.Profile);
        _events.Write(new LiveEvent("sent", '>', "") { Message = said });
        var outcome = SayAsync(said, record, header, cancel);
        // Whoever types goes on typing; a script's lines follow each other.
        if (_screen.IsTyped) _open.Add(outcome);
        else await outcome;
        _open.RemoveAll(task => task.IsCompleted);
    }

    private async Task SayAsync(LiveMessage said, object record, object? header, CancellationToken cancel)
    {
        var begun = Stopwatch.GetTimestamp();
        var outcome = await Outcome.OfAsync(() => _client.SayAsync(said.Message.Name, record, header, cancel));
        var passed = Math.Round(Stopwatch.GetElapsedTime(begun).TotalMilliseconds, 1);
        if (!outcome.IsGood) Interlocked.Increment(ref _failures);
        if (outcome.ToEvent(_schema, said, passed, _client.Profile) is { } happened) _events.Write(happened);
    }

    private async Task WaitAsync(IReadOnlyList<string> words, CancellationToken cancel)
    {
        if (words.Count != 2) throw new UsageException("wait takes a time, such as 500ms or 2s, or the name of a message that the server sends.");
        if (Durations.TryParse(words[1], out var time))
        {
            await Task.Delay(time, TimeProvider.System, cancel);
            return;
        }

        var message = TypedMessages.Find(words[1], _schema.SaidBy(Direction.Server), "The server");
        try
        {
            await _listener.Next(message.Name).WaitAsync(_settings.Timeout, TimeProvider.System, cancel);
        }
        catch (TimeoutException)
        {
            throw new UsageException($"{message.SchemaName} did not come within {_settings.Timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s.");
        }
    }

    private void SetProfile(IReadOnlyList<string> words) => ConnectionProfile.Set(_schema.Protocol, _client.Profile, words.Skip(1));

    private void ShowState(StateChange change)
    {
        var state = change.State.ToString().ToLowerInvariant();
        var text = change switch
        {
            { State: ClientState.Ready } => $"ready, connection {change.Epoch} to {change.Endpoint}",
            { State: ClientState.Waiting } => $"waiting to try again: {change.Reason}",
            { State: ClientState.Stopped, Reason: { } reason } => $"stopped: {reason}",
            { Endpoint: { } endpoint } => $"{state} {endpoint}",
            _ => state,
        };
        var more = new JsonObject { ["state"] = change.State.ToString(), ["connection"] = change.Epoch, ["endpoint"] = change.Endpoint?.ToString() };
        if (change.Reason is { } why) more["reason"] = why.ToString();
        _events.Write(LiveEvent.Note("state", text) with { More = more });
        if (change is { State: ClientState.Stopped, Reason: not null }) _stopped.TrySetResult();
    }

    private void ShowFrame(long connection, bool isSent, string hex, int length) => _events.Write(
        LiveEvent.Note("frame", $"{(isSent ? "sent" : "received")} {length} bytes {hex}") with { More = new() { ["sent"] = isSent, ["bytes"] = length, ["hex"] = hex } });
}
