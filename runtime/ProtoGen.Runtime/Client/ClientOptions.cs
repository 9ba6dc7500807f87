using Microsoft.Extensions.Logging;
using ProtoGen.Connections;

namespace ProtoGen;

/// <summary>What a client may use and how it behaves.</summary>
public sealed record ClientOptions
{
    /// <summary>
    /// Makes the connection to an endpoint whose scheme is none of <c>tcp</c>, <c>tls</c> and <c>unix</c>: given the endpoint's text, opens a serial
    /// port, a pipe, a tunnel. The stream belongs to the client from then on; it may implement <see cref="IStreamEnds"/>. An exception is a
    /// failed attempt. Default null: there are no such endpoints.
    /// </summary>
    public Func<string, CancellationToken, ValueTask<Stream>>? Connect { get; init; }

    /// <summary>How connections to <c>tls://</c> endpoints are secured. Default null: by the system's authorities, without a certificate of the client.</summary>
    public ClientTlsOptions? Tls { get; init; }

    /// <summary>One limit for looking up the name, connecting, the TLS handshake and registering at one endpoint. Default 10 s.</summary>
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

    /// <summary>The clock of all timeouts. Default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
