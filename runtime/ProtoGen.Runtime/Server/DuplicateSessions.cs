namespace ProtoGen;

/// <summary>What happens when a peer registers under the key of a session that lives.</summary>
public enum DuplicateSessions
{
    /// <summary>The newest wins: the connection before it is closed as <see cref="DisconnectReason.TakenOver"/>. Peers that come back while
    /// their old connection has not been noticed dead are served at once.</summary>
    TakeOver,

    /// <summary>The first stays: the newer connection is closed as <see cref="DisconnectReason.SessionInUse"/> instead of getting its reply.
    /// A peer whose old connection has not been noticed dead has to wait for that.</summary>
    Reject,
}
