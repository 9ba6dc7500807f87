namespace ProtoGen;

/// <summary>What a client does with an awaited message that cannot be sent at once, because there is no connection or no room in it.</summary>
public enum QueuePolicy
{
    /// <summary>It waits, in order, until its timeout. Where too much waits already it fails with <see cref="DisconnectReason.QueueFull"/>.</summary>
    Wait,

    /// <summary>It fails at once: <see cref="DisconnectReason.NotReady"/> without a connection, <see cref="DisconnectReason.QueueFull"/> without room.</summary>
    FailFast,

    /// <summary>It waits. Where too much waits already the oldest that may be dropped goes, and fails with <see cref="DisconnectReason.Superseded"/>:
    /// messages of this policy and of <see cref="Latest"/> may be.</summary>
    DropOldest,

    /// <summary>It waits, and takes the place of a message of its type that waits already, which fails with <see cref="DisconnectReason.Superseded"/>.</summary>
    Latest,
}
