using System.Net;
using System.Security.Cryptography.X509Certificates;
using ProtoGen.Connections;

namespace ProtoGen;

/// <summary>One live physical connection. Emitted peers derive from it.</summary>
public abstract class Peer
{
    private readonly EngineConnection _connection;

    /// <summary>Made by emitted connections.</summary>
    protected Peer(EngineConnection connection) => _connection = connection;

    /// <summary>A number no other connection of this process has.</summary>
    public long Id => _connection.Id;

    /// <summary>Where the peer is, if the transport knows.</summary>
    public EndPoint? RemoteEndPoint => _connection.RemoteEndPoint;

    /// <summary>The certificate the client has shown and the server accepted; null without TLS, or where the client has none.</summary>
    public X509Certificate2? RemoteCertificate => _connection.RemoteCertificate;

    /// <summary>The time from the last answered heartbeat of this side to its answer; zero before the first, and where the peer does not answer.</summary>
    public TimeSpan HeartbeatRoundTrip => _connection.HeartbeatRoundTrip;

    /// <summary>Cancelled when the connection has ended. Made on first use.</summary>
    public CancellationToken Closed => _connection.Closed;

    /// <summary>Sends what is queued, then closes. Returns at once; messages sent afterwards are refused.</summary>
    public void Close(DisconnectReason reason = DisconnectReason.LocalClosed) => _connection.Close(reason);

    /// <summary>Breaks the connection off; what is queued is lost.</summary>
    public void Abort(DisconnectReason reason = DisconnectReason.LocalClosed) => _connection.Abort(reason);

    internal EngineConnection Connection => _connection;
}
