using System.Collections.Concurrent;
using ProtoGen.Schema.Model;
using ProtoGen.Tool.Live;
using ProtoGen.Tool.Live.Emitted;
using ProtoGen.Tool.Live.Messages;
using ProtoGen.Tool.Live.Screen;
using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Serving;

/// <summary>Answers every request as the script says, or by default. The emitted server does the talking.</summary>
internal sealed class MockServer(LiveSchema schema, ServerScript script, EventWriter events) : ILiveListener
{
    private readonly ConcurrentDictionary<long, MockPeer> _peers = [];

    /// <summary>The clients of this moment.</summary>
    public IEnumerable<MockPeer> Peers => _peers.Values.OrderBy(peer => peer.Live.Id);

    public void Connected(ILivePeer peer)
    {
        var known = _peers[peer.Id] = new MockPeer(peer);
        events.Write(LiveEvent.Note("connected", $"{peer.RemoteEndPoint} connected") with { Peer = peer.Id, More = new() { ["endpoint"] = peer.RemoteEndPoint?.ToString() } });
        foreach (var push in script.Pushes.Where(push => push.After is not null || push.Every is not null)) _ = RepeatAsync(known, push);
    }

    public void Disconnected(ILivePeer peer, DisconnectReason reason)
    {
        if (_peers.TryRemove(peer.Id, out var known)) known.Dispose();
        events.Write(LiveEvent.Note("disconnected", $"disconnected: {reason}") with { Peer = peer.Id, More = new() { ["reason"] = reason.ToString() } });
    }

    public object? HearBeat(string message, object record, ILivePeer? peer) =>
        schema.Named(message) is { Role: MessageRole.Request } asked ? schema.Complete(schema.Named(asked.Counterpart!), [], null, Direction.Server, peer?.Profile).Record : null;

    public async ValueTask<object?> HearAsync(string message, object record, object? header, ILivePeer? peer)
    {
        var asked = schema.Named(message);
        var heard = schema.Shown(asked.Role == MessageRole.Request ? "request" : "message", '<', "", record, header, peer!.Profile) with { Peer = peer.Id };
        events.Write(heard);
        if (!_peers.TryGetValue(peer.Id, out var known)) return null;
        var step = known.NextStep(script, message) ?? new();
        if (step.Delay > TimeSpan.Zero) await Task.Delay(step.Delay, TimeProvider.System, known.Gone);
        var answer = asked.Role == MessageRole.Request && !step.IsSilent ? Answer(asked, step, heard.Message, peer) : null;
        if (++known.Heard == script.CloseAfter || step.Closes) peer.Close();
        // A reply that never comes, where the schema wants one: as long as the connection lives.
        if (answer is null && asked is { Role: MessageRole.Request, IsReplyOptional: false }) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, known.Gone);
        return answer;
    }

    /// <summary>Says a message to a client; a request's reply is shown when it comes.</summary>
    public async Task SayAsync(MockPeer peer, LiveMessage said, CancellationToken cancel)
    {
        var (record, header) = schema.Messages.ToRecord(said, Direction.Server, peer.Live.Profile);
        events.Write(new LiveEvent("sent", '>', "") { Message = said, Peer = peer.Live.Id });
        var begun = System.Diagnostics.Stopwatch.GetTimestamp();
        var outcome = await Outcome.OfAsync(() => peer.Live.SayAsync(said.Message.Name, record, header, cancel));
        var passed = Math.Round(System.Diagnostics.Stopwatch.GetElapsedTime(begun).TotalMilliseconds, 1);
        if (outcome.ToEvent(schema, said, passed, peer.Live.Profile) is { } happened) events.Write(happened with { Peer = peer.Live.Id });
    }

    /// <summary>A message of which the script says some values.</summary>
    public LiveMessage Complete(ScriptPush push, ILivePeer peer) => schema.Complete(push.Message, push.Values, null, Direction.Server, peer.Profile).Shown;

    private object? Answer(Message asked, ScriptStep step, LiveMessage? heard, ILivePeer peer)
    {
        try
        {
            var (record, shown) = schema.Complete(step.Answer ?? schema.Named(asked.Counterpart!), step.Values, heard, Direction.Server, peer.Profile);
            events.Write(new LiveEvent("reply", '>', "") { Message = shown, Peer = peer.Id, More = new() { ["request"] = asked.SchemaName } });
            return record;
        }
        catch (UsageException exception)
        {
            events.Write(LiveEvent.Error($"{asked.SchemaName} has no answer that goes without saying: {exception.Message} Give it in a script.") with { Peer = peer.Id });
            peer.Close();
            return null;
        }
    }

    private async Task RepeatAsync(MockPeer peer, ScriptPush push)
    {
        try
        {
            var pause = push.After ?? push.Every!.Value;
            for (var count = 0; push.Times is not { } times || count < times; count++)
            {
                await Task.Delay(pause, TimeProvider.System, peer.Gone);
                await SayAsync(peer, Complete(push, peer.Live), peer.Gone);
                if (push.Every is not { } every) return;
                pause = every;
            }
        }
        catch (OperationCanceledException)
        {
            // The connection is over.
        }
        catch (UsageException exception)
        {
            events.Write(LiveEvent.Error(exception.Message) with { Peer = peer.Live.Id });
        }
    }
}
