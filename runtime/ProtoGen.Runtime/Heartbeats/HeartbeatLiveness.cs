namespace ProtoGen.Connections;

/// <summary>What proves that a peer lives.</summary>
public enum HeartbeatLiveness
{
    /// <summary>Any byte.</summary>
    Bytes,

    /// <summary>A whole frame: a peer that stops in the middle of one is silent.</summary>
    Frames,

    /// <summary>The peer's heartbeat, or its answer to ours: a peer whose other parts go on without it is taken for dead.</summary>
    Heartbeats,
}
