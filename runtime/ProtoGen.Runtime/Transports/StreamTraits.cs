using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using ProtoGen.Connections;

namespace ProtoGen.Transports;

/// <summary>What a transport has to know of a stream besides its bytes.</summary>
internal sealed record StreamTraits
{
    public EndPoint? RemoteEndPoint { get; init; }

    public X509Certificate2? RemoteCertificate { get; init; }

    /// <summary>The most to write at a time. The default takes a serial line of 9600 baud four seconds, less than the write timeout.</summary>
    public int PieceBytes { get; init; } = 4 << 10;

    /// <summary>Whether the stream may hold bytes back until it is flushed.</summary>
    public bool Flushes { get; init; } = true;

    /// <summary>What it means that the peer ends the connection before it has sent a byte; null where that means nothing.</summary>
    public string? SilentEnd { get; init; }

    /// <summary>Whether disposing never blocks.</summary>
    public bool ClosesAtOnce { get; init; }

    /// <summary>A transport over a stream of the application, whatever it is.</summary>
    public static StreamTransport Wrap(Stream stream, EndPoint? remoteEndPoint, TimeProvider time)
    {
        var socket = (stream as NetworkStream)?.Socket;
        var ends = stream as IStreamEnds ?? (socket is null ? null : new SocketEnds(socket));
        return new(stream, ends, new() { RemoteEndPoint = remoteEndPoint ?? socket?.RemoteEndPoint }, time);
    }
}
