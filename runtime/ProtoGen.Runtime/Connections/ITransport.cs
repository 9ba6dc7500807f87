using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace ProtoGen.Connections;

/// <summary>The transport side of a connection. Members may be called by any thread, also inside <see cref="Connection.OnReceived"/>; they never block and are idempotent.</summary>
public interface ITransport
{
    /// <summary>Output waits: send it here and now, or have the owner of the transport send it.</summary>
    void RequestSend();

    /// <summary>A pause is over.</summary>
    void RequestReceive();

    /// <summary>Close: at once if <paramref name="abort"/>, else as soon as the output is empty.</summary>
    void RequestClose(bool abort);

    /// <summary>Whether bytes wait that were not read yet; null where that cannot be known.</summary>
    bool? InputWaiting { get; }

    /// <summary>Where the peer is, if known.</summary>
    EndPoint? RemoteEndPoint { get; }

    /// <summary>The certificate the peer has shown, if any.</summary>
    X509Certificate2? RemoteCertificate => null;
}
