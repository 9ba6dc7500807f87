using System.Net.Sockets;
using System.Runtime.InteropServices;
using ProtoGen.Dispatch;

namespace ProtoGen.Transports;

/// <summary>A send for which the socket has no room yet. Few connections are in that state at a time, so these are shared by all.</summary>
internal sealed class TcpSend : SocketAsyncEventArgs
{
    private static readonly CallPool<TcpSend> Pool = new();

    private TcpTransport? _transport;

    private TcpSend() : base(true)
    {
    }

    /// <summary>The piece that is sent, and what follows it in the same buffer.</summary>
    public ReadOnlyMemory<byte> Rest { get; private set; }

    public static TcpSend Rent(TcpTransport transport, ReadOnlyMemory<byte> piece, ReadOnlyMemory<byte> rest)
    {
        var send = Pool.TryTake() ?? new();
        (send._transport, send.Rest) = (transport, rest);
        send.SetBuffer(MemoryMarshal.AsMemory(piece));
        return send;
    }

    /// <summary>Its operation is over.</summary>
    public void Return()
    {
        (_transport, Rest) = (null, default);
        SetBuffer(Memory<byte>.Empty);
        Pool.Put(this);
    }

    protected override void OnCompleted(SocketAsyncEventArgs e) => _transport!.SendCompleted(this);
}
