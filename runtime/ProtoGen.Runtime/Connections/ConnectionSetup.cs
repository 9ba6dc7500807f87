using Microsoft.Extensions.Logging;
using ProtoGen.Heartbeats;

namespace ProtoGen.Connections;

/// <summary>What a new connection is made of. Made by servers and clients, passed through by emitted code.</summary>
public sealed class ConnectionSetup
{
    internal ConnectionSetup(
        IConnectionOwner owner, ITransport transport, ConnectionEnvironment environment, ConnectionFacts? facts = null, long? startedAt = null) =>
        (Owner, Transport, Environment, Facts, StartedAt) = (owner, transport, environment, facts, startedAt);

    internal IConnectionOwner Owner { get; }

    internal ITransport Transport { get; }

    internal ConnectionEnvironment Environment { get; }

    /// <summary>Those of the client, which its connections share; null where the connection has its own.</summary>
    internal ConnectionFacts? Facts { get; }

    /// <summary>When the handshake began, TLS included; null for now.</summary>
    internal long? StartedAt { get; }
}

/// <summary>What all connections of a server or client share.</summary>
internal sealed record ConnectionEnvironment(
    ConnectionLimits Limits, HeartbeatSettings Heartbeat, TimerWheel Wheel, ConnectionCounters Counters, ILogger Logger);

/// <summary>The server or client a connection belongs to.</summary>
internal interface IConnectionOwner
{
    /// <summary>The connection may send user messages from now on.</summary>
    void OnReady(EngineConnection connection);

    /// <summary>Offered frames that waited for room when the connection ended, oldest first; false where the owner has no use for them.</summary>
    bool TakeBack(List<WaitingFrame> unsent);

    /// <summary>Once, when the connection has ended.</summary>
    void OnEnded(EngineConnection connection, DisconnectReason reason, Exception? cause);
}
