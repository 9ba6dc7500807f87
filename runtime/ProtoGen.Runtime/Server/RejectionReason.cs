namespace ProtoGen;

/// <summary>Why a server did not take a connection, or not at once.</summary>
public enum RejectionReason
{
    /// <summary>As many connections as allowed were open: accepting paused. Counted once a pause.</summary>
    ConnectionLimit,

    /// <summary>As many connections as allowed had not registered yet: accepting paused. Counted once a pause.</summary>
    HandshakeLimit,

    /// <summary>As many connections as allowed came from one address: the connection was broken off.</summary>
    AddressLimit,

    /// <summary>The session of its key lives, and the first one stays: the connection was closed.</summary>
    SessionInUse,

    /// <summary>The handler of the connection could not be made, or threw before anything was read: the connection was broken off.</summary>
    SetupFailed,
}
