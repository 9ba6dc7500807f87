namespace ProtoGen;

/// <summary>What became of a message for the session of a key.</summary>
public enum PushResult
{
    /// <summary>It stands in the session's send buffer.</summary>
    Sent,

    /// <summary>No session of this key lives.</summary>
    NotConnected,

    /// <summary>Too much is queued for the session already.</summary>
    QueueFull,

    /// <summary>The session is being made: the reply of its registration has not been sent yet.</summary>
    NotReady,
}
