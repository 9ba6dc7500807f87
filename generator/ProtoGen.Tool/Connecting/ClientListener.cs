using ProtoGen.Schema.Model;
using ProtoGen.Tool.Live;
using ProtoGen.Tool.Live.Emitted;
using ProtoGen.Tool.Live.Screen;
using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Connecting;

/// <summary>Shows what the server says unasked; what it asks is answered as a mock would.</summary>
internal sealed class ClientListener(LiveSchema schema, EventWriter events) : ILiveListener
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, TaskCompletionSource> _awaited = [];
    private readonly Dictionary<string, int> _unawaited = [];

    /// <summary>The facts of the connection, once there is a client.</summary>
    public Func<object?> Profile { get; set; } = () => null;

    public ValueTask<object?> HearAsync(string message, object record, object? header, ILivePeer? peer)
    {
        var asked = schema.Named(message);
        var heard = schema.Shown(asked.Role == MessageRole.Request ? "request" : "push", '<', "", record, header, Profile());
        events.Write(heard);
        Release(message);
        return new(asked.Role == MessageRole.Request ? Answer(asked, heard) : null);
    }

    public object? HearBeat(string message, object record, ILivePeer? peer) =>
        schema.Named(message) is { Role: MessageRole.Request } asked ? Record(asked, null) : null;

    public void Connected(ILivePeer peer)
    {
    }

    public void Disconnected(ILivePeer peer, DisconnectReason reason)
    {
    }

    /// <summary>Completes when a message of a name has come that nobody waited for yet: a script is not faster or slower than its server.</summary>
    public Task Next(string message)
    {
        lock (_gate)
        {
            if (_unawaited.GetValueOrDefault(message) is > 0 and var count)
            {
                _unawaited[message] = count - 1;
                return Task.CompletedTask;
            }

            if (!_awaited.TryGetValue(message, out var source)) _awaited[message] = source = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return source.Task;
        }
    }

    private void Release(string message)
    {
        lock (_gate)
        {
            if (_awaited.Remove(message, out var source)) source.SetResult();
            else _unawaited[message] = _unawaited.GetValueOrDefault(message) + 1;
        }
    }

    private object? Answer(Message asked, LiveEvent heard)
    {
        try
        {
            return Record(asked, heard);
        }
        catch (UsageException exception)
        {
            events.Write(LiveEvent.Error($"There is no answer to {asked.SchemaName} that goes without saying: {exception.Message}"));
            throw;
        }
    }

    private object Record(Message asked, LiveEvent? heard)
    {
        var (record, shown) = schema.Complete(schema.Named(asked.Counterpart!), [], heard?.Message, Direction.Client, Profile());
        if (heard is not null) events.Write(new LiveEvent("answer", '>', "") { Message = shown });
        return record;
    }
}
