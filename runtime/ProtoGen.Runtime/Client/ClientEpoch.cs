using ProtoGen.Connections;

namespace ProtoGen.Client;

/// <summary>One physical connection of a client. Each has its own object, so that a late word of an old one reaches nobody.</summary>
internal sealed class ClientEpoch(
    Action<EngineConnection> ready, Func<List<WaitingFrame>, bool> takeBack, Func<int> giveUpSent, Action<EngineConnection> ended) : IConnectionOwner
{
    private readonly TaskCompletionSource<bool> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<ClientEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>True once user messages may flow, false where the connection ended before.</summary>
    public Task<bool> Ready => _ready.Task;

    public Task<ClientEnd> Ended => _ended.Task;

    public void OnReady(EngineConnection connection)
    {
        ready(connection);
        _ready.TrySetResult(true);
    }

    public bool TakeBack(List<WaitingFrame> unsent) => takeBack(unsent);

    public int GiveUpSent() => giveUpSent();

    public void OnEnded(EngineConnection connection, DisconnectReason reason, Exception? cause)
    {
        ended(connection);
        _ready.TrySetResult(false);
        _ended.TrySetResult(new(reason, cause));
    }
}

/// <summary>How a connection of a client, or the attempt at one, ended.</summary>
internal readonly record struct ClientEnd(DisconnectReason Reason, Exception? Cause);
