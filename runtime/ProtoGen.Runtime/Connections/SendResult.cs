namespace ProtoGen;

/// <summary>What became of a message that was not allowed to wait.</summary>
public enum SendResult
{
    /// <summary>It stands in the send buffer.</summary>
    Sent,

    /// <summary>Too much is queued already.</summary>
    QueueFull,

    /// <summary>The connection is not registered yet, or the client is not connected.</summary>
    NotReady,

    /// <summary>The connection is closed.</summary>
    Closed,
}
