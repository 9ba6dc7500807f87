using System.Threading.Channels;

namespace ProtoGen.Interop.Tests;

/// <summary>The states a client went through, each with its time.</summary>
internal sealed class StateLog
{
    private readonly Channel<(StateChange Change, long At)> _changes = Channel.CreateUnbounded<(StateChange, long)>();

    public void Add(StateChange change) => _changes.Writer.TryWrite((change, TimeProvider.System.GetTimestamp()));

    public async Task<(StateChange Change, long At)> Next() => await _changes.Next();

    /// <summary>Waits for the next change to a state; those before it are passed over.</summary>
    public async Task<StateChange> Until(ClientState state)
    {
        StateChange change;
        do (change, _) = await Next();
        while (change.State != state);
        return change;
    }
}
