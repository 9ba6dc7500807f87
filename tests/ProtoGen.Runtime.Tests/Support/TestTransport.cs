using System.Net;
using ProtoGen.Connections;

namespace ProtoGen.Runtime.Tests;

/// <summary>Keeps what is sent, at once or when told to.</summary>
internal sealed class TestTransport : ITransport
{
    private readonly Lock _gate = new();
    private readonly List<byte> _sent = [];
    private int _requests;

    public Connection Connection { get; set; } = null!;

    /// <summary>Whether output goes at once; else <see cref="Pump"/> sends.</summary>
    public bool SendsAtOnce { get; set; } = true;

    /// <summary>So much of a buffer is sent; above that the peer takes no more.</summary>
    public int TakesAtMost { get; set; } = int.MaxValue;

    public int SendRequests { get; private set; }

    public int ReceiveRequests { get; private set; }

    public bool IsClosed { get; private set; }

    public bool IsAborted { get; private set; }

    public bool? InputWaiting { get; set; }

    public EndPoint? RemoteEndPoint => null;

    public byte[] Sent
    {
        get
        {
            lock (_gate) return [.. _sent];
        }
    }

    public void RequestSend()
    {
        SendRequests++;
        if (SendsAtOnce) Pump();
    }

    public void Pump(int atMost = int.MaxValue)
    {
        if (Interlocked.Increment(ref _requests) != 1) return;
        int seen;
        do
        {
            seen = Volatile.Read(ref _requests);
            while (atMost-- > 0 && Connection.TryTakeOutput(out var bytes))
            {
                var taken = bytes[..Math.Min(bytes.Length, TakesAtMost)];
                lock (_gate) _sent.AddRange(taken.Span);
                Connection.OnSent(taken.Length);
            }
        }
        while (Interlocked.CompareExchange(ref _requests, 0, seen) != seen);
    }

    public void RequestReceive() => ReceiveRequests++;

    public void RequestClose(bool abort)
    {
        if (abort) IsAborted = true;
        else Pump();
        IsClosed = true;
        Connection.OnClosed(DisconnectReason.LocalClosed, null);
    }
}
