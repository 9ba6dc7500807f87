using Microsoft.Extensions.Logging;
using ProtoGen.Connections;

namespace ProtoGen;

/// <summary>What a client may use and how it behaves.</summary>
public sealed record ClientOptions
{
    /// <summary>One limit for looking up the name, connecting and registering at one endpoint. Default 10 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The pauses between sweeps over the endpoints.</summary>
    public BackoffPolicy Backoff { get; init; } = new();

    /// <summary>Messages that may wait for a connection. Default 1024.</summary>
    public int MaxWaitingFrames { get; init; } = 1024;

    /// <summary>Bytes that may wait for a connection; one message may always. Default 1 MiB.</summary>
    public int MaxWaitingBytes { get; init; } = 1 << 20;

    /// <summary>The limits of the connection; its handshake timeout is <see cref="ConnectTimeout"/>.</summary>
    public ConnectionLimits Limits { get; init; } = new();

    /// <summary>Replaces the schema's heartbeat. Default null: as the schema says.</summary>
    public HeartbeatSettings? Heartbeat { get; init; }

    /// <summary>Where log lines go. Default null: nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>How frames stand in the log, where it takes <c>Trace</c>.</summary>
    public FrameLogOptions FrameLog { get; init; } = new();

    /// <summary>The clock of all timeouts. Default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
