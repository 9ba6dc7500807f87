namespace ProtoGen.Benchmarks.Servers.Candidates;

/// <summary>Which way a request for the time takes through our server.</summary>
internal enum OwnPath
{
    /// <summary>The handler completes at once.</summary>
    AtOnce,

    /// <summary>The handler waits and holds the turn.</summary>
    Later,

    /// <summary>Handlers of one connection wait beside each other.</summary>
    Beside,

    /// <summary>The handler sends a notice to its own connection, then replies.</summary>
    PushToPeer,

    /// <summary>The handler sends a notice by the key of the session, then replies.</summary>
    PushToKey,

    /// <summary>The handler tells all, then replies.</summary>
    Broadcast,
}
