using Microsoft.Extensions.Logging;
using ProtoGen.Connections;

namespace ProtoGen;

/// <summary>What a server may use and how it behaves.</summary>
public sealed record ServerOptions
{
    /// <summary>Connections at a time; at the limit no more are accepted until one ends. Default 10 000.</summary>
    public int MaxConnections { get; init; } = 10_000;

    /// <summary>Connections at a time that must register and have not; at the limit no more are accepted until one has. Default 256.</summary>
    public int MaxPendingHandshakes { get; init; } = 256;

    /// <summary>Connections the system keeps until they are accepted. Default 512.</summary>
    public int AcceptBacklog { get; init; } = 512;

    /// <summary>How the connections of <c>tls://</c> endpoints are secured. Default null: there are no such endpoints.</summary>
    public ServerTlsOptions? Tls { get; init; }

    /// <summary>The limits of each connection.</summary>
    public ConnectionLimits Limits { get; init; } = new();

    /// <summary>Replaces the schema's heartbeat. Default null: as the schema says.</summary>
    public HeartbeatSettings? Heartbeat { get; init; }

    /// <summary>How long disposing lets handlers finish and output go. Default 5 s.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Where log lines go. Default null: nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>The clock of all timeouts. Default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
