using ProtoGen.Client;
using ProtoGen.Connections;

namespace ProtoGen;

/// <summary>A client of any protocol: one connection, made anew whenever it is lost.</summary>
public abstract class ClientBase : IAsyncDisposable
{
    private protected ClientBase()
    {
    }

    /// <summary>How long a call may take from its start, waiting for a connection included. Default 10 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Timeouts, pauses, limits, logging. Checked when the client starts.</summary>
    public ClientOptions Options { get; init; } = new();

    /// <summary>Called at every change of the state, one after the other; it should return soon.</summary>
    public Action<StateChange>? StateChanged { get; init; }

    /// <summary>Where the client stands.</summary>
    public ClientState State => States.Current.State;

    /// <summary>The last change of the state; of a client that stopped for good it says why.</summary>
    public StateChange LastChange => States.Current;

    /// <summary>Every change of the state from the start of the enumeration on.</summary>
    public IAsyncEnumerable<StateChange> StateChanges => States.Changes;

    /// <summary>What happened so far.</summary>
    public ConnectionCounters Counters { get; } = new();

    /// <summary>Cancelled when the client has stopped for good.</summary>
    protected CancellationToken Stopped => States.Stopped;

    private protected ClientStates States { get; } = new();

    private protected bool IsForOneCall { get; private set; }

    /// <summary>Connects and waits until messages can flow. A call starts the client as well.</summary>
    /// <param name="cancel">Ends the wait; the client goes on.</param>
    /// <exception cref="ArgumentException">An option makes no sense; says which.</exception>
    /// <exception cref="ConnectionException">The client was refused or disposed.</exception>
    public Task StartAsync(CancellationToken cancel = default)
    {
        Begin();
        return States.WhenReady.WaitAsync(cancel);
    }

    /// <summary>Ends the connection of this moment, if there is one: what is queued is sent first, and the farewell of the protocol last. A new one is made, unless
    /// <see cref="ClientOptions.StopsAfter"/> has the reason: then the client stops for good. A handler that hears from the server that another
    /// client took over, or that the versions do not fit, says so here.</summary>
    /// <param name="reason">What watchers of the state and calls in flight are told.</param>
    public abstract void Disconnect(DisconnectReason reason = DisconnectReason.LocalClosed);

    /// <summary>Sends what is queued and the farewell of the protocol, closes, and fails what waits for a connection.</summary>
    public async ValueTask DisposeAsync()
    {
        await EndAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes it a client that tries every endpoint once, and does not come back when its connection is lost.</summary>
    internal void PrepareForOneCall()
    {
        if (State != ClientState.Idle) throw new InvalidOperationException("CallOnceAsync takes a client that was not started: it connects, calls and closes by itself.");
        IsForOneCall = true;
    }

    private protected abstract void Begin();

    private protected abstract Task EndAsync();
}
