using System.Net;
using System.Security.Cryptography.X509Certificates;
using ProtoGen.Connections;
using ProtoGen.Server;

namespace ProtoGen;

/// <summary>One live physical connection. Emitted peers derive from it.</summary>
public abstract class Peer
{
    /// <summary>Made by emitted connections.</summary>
    protected Peer()
    {
    }

    /// <summary>A number no other connection of this process has.</summary>
    public long Id => Connection.Id;

    /// <summary>Where the peer is, if the transport knows.</summary>
    public EndPoint? RemoteEndPoint => Connection.RemoteEndPoint;

    /// <summary>The certificate the client has shown and the server accepted; null without TLS, or where the client has none.</summary>
    public X509Certificate2? RemoteCertificate => Connection.RemoteCertificate;

    /// <summary>The time from the last answered heartbeat of this side to its answer; zero before the first, and where the peer does not answer.</summary>
    public TimeSpan HeartbeatRoundTrip => Connection.HeartbeatRoundTrip;

    /// <summary>Cancelled when the connection has ended. Made on first use.</summary>
    public CancellationToken Closed => Connection.Closed;

    // A field here would be the emitted one a second time.

    /// <summary>Emitted: its connection.</summary>
    protected abstract EngineConnection EngineConnection { get; }

    internal EngineConnection Connection => EngineConnection;

    /// <summary>Sends what is queued, then closes. Returns at once; messages sent afterwards are refused.</summary>
    public void Close(DisconnectReason reason = DisconnectReason.LocalClosed) => Connection.Close(reason);

    /// <summary>Breaks the connection off; what is queued is lost.</summary>
    public void Abort(DisconnectReason reason = DisconnectReason.LocalClosed) => Connection.Abort(reason);

    /// <summary>Under the gate of its connection: the session it has is over. What a directory knows of it is left afterwards, by the caller.</summary>
    internal virtual DirectorySession? EndSession() => null;
}
