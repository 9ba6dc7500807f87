namespace ProtoGen.Schema.Model;

/// <summary>The protocol's own ping in one direction, or in both.</summary>
public sealed record Heartbeat
{
    /// <summary>The C# name of the message.</summary>
    public required string Message { get; init; }

    /// <summary>Who sends it. With a reply the sender probes; without one the other side only watches.</summary>
    public required Direction From { get; init; }

    /// <summary>Time between two beats. Default 15 s.</summary>
    public required TimeSpan Every { get; init; }

    /// <summary>Silence after which the other side suspects the connection. Default 3 × <see cref="Every"/>.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>How long a prober waits for an answer. Default the smaller of 5 s and Timeout − 2 × Every.</summary>
    public required TimeSpan Ack { get; init; }

    /// <summary>How many probes may stay unanswered. Default 1.</summary>
    public required int Tries { get; init; }

    /// <summary>Whether other messages stand in for beats. Default true, but false where only beats prove that the peer lives.</summary>
    public required bool Coalesce { get; init; }

    /// <summary>What proves that the peer lives. Default any byte.</summary>
    public required Liveness Liveness { get; init; }
}

/// <summary>What proves that a peer lives.</summary>
public enum Liveness
{
    /// <summary>Any byte.</summary>
    Bytes,

    /// <summary>A whole frame.</summary>
    Frames,

    /// <summary>A beat, or the answer to one.</summary>
    Heartbeat,
}
