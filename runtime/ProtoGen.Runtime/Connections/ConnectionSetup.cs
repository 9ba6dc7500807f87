using Microsoft.Extensions.Logging;
using ProtoGen.Client;
using ProtoGen.Heartbeats;
using ProtoGen.Telemetry;

namespace ProtoGen.Connections;

/// <summary>What a new connection is made of. Made by servers and clients, passed through by emitted code.</summary>
public sealed class ConnectionSetup
{
    internal ConnectionSetup(IConnectionOwner owner, ITransport transport, ConnectionEnvironment environment, ConnectionFacts? facts = null) =>
        (Owner, Transport, Environment, Facts) = (owner, transport, environment, facts);

    internal IConnectionOwner Owner { get; }

    internal ITransport Transport { get; }

    internal ConnectionEnvironment Environment { get; }

    /// <summary>Those of the client, which its connections share; null where the connection has its own.</summary>
    internal ConnectionFacts? Facts { get; }

    /// <summary>What the handshake has taken before the connection was made, in ticks of the clock: TLS.</summary>
    internal long HandshakeSpent { get; init; }

    /// <summary>The server that makes it; null on a client.</summary>
    internal object? Server { get; set; }

    /// <summary>The host that a client was told to connect to; null on a server.</summary>
    internal string? ServerAddress { get; init; }

    internal int? ServerPort { get; init; }
}

/// <summary>What all connections of a server or client share.</summary>
internal sealed record ConnectionEnvironment(
    ConnectionLimits Limits, HeartbeatSettings Heartbeat, TimerWheel Wheel, ConnectionCounters Counters, ILogger Logger)
{
    /// <summary>The class of the server or client.</summary>
    public string Owner { get; init; } = "";

    public ILogger Logger { get; } = GuardedLogger.Around(Logger);

    public ConnectionTimes Times { get; } = new(Limits, Wheel.Clock);

    public HeartbeatRules Rules { get; } = new(Heartbeat, Wheel.Clock);

    /// <summary>What the options allow, whatever the protocol does.</summary>
    public int MaxFrameBytes { get; } = Limits.MaxFrameBytes ?? int.MaxValue;

    /// <summary>The live connections.</summary>
    public ConnectionGroups Groups { get; } = new();

    /// <summary>Where frames are written to; null for nowhere.</summary>
    public FrameLog? Frames { get; init; }

    /// <summary>On a client: what may wait for room. Its connections also hand idempotent requests on to the next one.</summary>
    public QueueRules? Queue { get; init; }

    /// <summary>What becomes of a second session of a key.</summary>
    public DuplicateSessions DuplicateSessions { get; init; }

    /// <summary>Who knows the sessions of other servers, if anyone.</summary>
    public ISessionDirectory? Directory { get; init; }
}

/// <summary>The server or client a connection belongs to.</summary>
internal interface IConnectionOwner
{
    /// <summary>The connection may send user messages from now on.</summary>
    void OnReady(EngineConnection connection);

    /// <summary>Offered frames that may go to another connection when this one has ended, oldest first; false where the owner has no use for them.</summary>
    bool TakeBack(List<WaitingFrame> unsent);

    /// <summary>Fails what was in flight on a connection before this one and waits to be sent again; says how many.</summary>
    int GiveUpSent();

    /// <summary>Once, when the connection has ended.</summary>
    void OnEnded(EngineConnection connection, DisconnectReason reason, Exception? cause);
}
