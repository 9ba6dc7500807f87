using ProtoGen.Telemetry;

namespace ProtoGen.Connections;

/// <summary>The groups of a server, one for each kind of endpoint, or that of a client's connection.</summary>
internal sealed class ConnectionGroups
{
    private readonly Lock _gate = new();
    private ConnectionGroup[] _groups = [];

    /// <summary>The live connections; enumerated without a lock: who comes or goes meanwhile may be missed or met.</summary>
    public IEnumerable<EngineConnection> Members => Volatile.Read(ref _groups).SelectMany(static group => group.Members);

    public ConnectionGroup Of(ConnectionSetup setup)
    {
        var kind = new ConnectionKind(
            setup.Environment.Owner, ConnectionKind.TransportOf(setup.Transport.RemoteEndPoint), setup.ServerAddress, setup.ServerPort);
        var set = ConnectionSet.Of(kind);
        return Find(setup.Owner, set) ?? Add(setup, set);
    }

    private ConnectionGroup? Find(IConnectionOwner owner, ConnectionSet set)
    {
        foreach (var group in Volatile.Read(ref _groups))
        {
            if (group.Owner == owner && group.Set == set) return group;
        }

        return null;
    }

    private ConnectionGroup Add(ConnectionSetup setup, ConnectionSet set)
    {
        lock (_gate)
        {
            if (Find(setup.Owner, set) is { } other) return other;
            var group = new ConnectionGroup(setup.Environment, setup.Owner, setup.Server, set);
            // Each connection of a client has an owner of its own; those before it are over.
            Volatile.Write(ref _groups, [.. Array.FindAll(_groups, known => known.Owner == setup.Owner), group]);
            return group;
        }
    }
}
