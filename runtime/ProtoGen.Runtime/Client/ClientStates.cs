using System.Net;
using Microsoft.Extensions.Logging;
using ProtoGen.Connections;

namespace ProtoGen.Client;

/// <summary>The state of a client and those who watch it or wait for it. Changes come from the client's loop alone, one after the other.</summary>
internal sealed class ClientStates : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stopped = new();
    private readonly PushStream<StateChange> _changes = new();
    private TaskCompletionSource _ready = NewSource();
    private StateChange _current;

    /// <summary>The last change.</summary>
    public StateChange Current
    {
        get
        {
            lock (_gate) return _current;
        }
    }

    /// <summary>Cancelled with the last state.</summary>
    public CancellationToken Stopped => _stopped.Token;

    public IAsyncEnumerable<StateChange> Changes => _changes.Read(256, Stopped);

    /// <summary>Until ready; fails with what stopped the client.</summary>
    public Task WhenReady
    {
        get
        {
            lock (_gate) return _ready.Task;
        }
    }

    public void Enter(ClientState state, long epoch, ClientEnd? end, EndPoint? endpoint, Action<StateChange>? changed, ILogger logger)
    {
        var change = new StateChange(state, epoch, end?.Reason, endpoint) { Cause = end?.Cause };
        lock (_gate)
        {
            _current = change;
            if (state == ClientState.Ready) _ready.TrySetResult();
            else if (_ready.Task.IsCompletedSuccessfully) _ready = NewSource();
        }

        _changes.Publish(in change, out _);
        try
        {
            changed?.Invoke(change);
        }
        catch (Exception exception)
        {
            Log.StateCallbackFault(logger, exception);
        }
    }

    public void Stop(Exception cause)
    {
        lock (_gate) _ready.TrySetException(cause);
        // Nobody may wait for it; that is no fault of theirs.
        _ = _ready.Task.Exception;
        _stopped.Cancel();
    }

    public void Dispose() => _stopped.Dispose();

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
