using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace ProtoGen.Interop.Tests;

/// <summary>How the other side ended a connection.</summary>
internal enum PeerEnd
{
    Closed,
    Reset,
}

/// <summary>A plain socket that sends and reads what a test says, well-formed or not.</summary>
internal sealed class RawPeer(Socket socket) : IDisposable
{
    public static async Task<RawPeer> Connect(EndPoint endpoint)
    {
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(endpoint).InTime();
        return new RawPeer(socket);
    }

    public async Task Send(params byte[][] frames)
    {
        using var deadline = new CancellationTokenSource(Deadline.Usual);
        ReadOnlyMemory<byte> bytes = frames.Length == 1 ? frames[0] : frames.SelectMany(frame => frame).ToArray();
        while (!bytes.IsEmpty) bytes = bytes[await socket.SendAsync(bytes, SocketFlags.None, deadline.Token)..];
    }

    /// <summary>The next frame; <see cref="EndOfStreamException"/> if the other side closed instead.</summary>
    public async Task<byte[]> ReadFrame()
    {
        var prefix = await ReadExactly(4);
        var rest = await ReadExactly(BinaryPrimitives.ReadInt32BigEndian(prefix));
        return [.. prefix, .. rest];
    }

    public async Task Expect(params byte[][] frames)
    {
        foreach (var frame in frames) Assert.Equal(frame.ToHex(), (await ReadFrame()).ToHex());
    }

    /// <summary>Waits for the end of the connection; a byte before it is an error.</summary>
    public async Task<PeerEnd> ReadEnd()
    {
        var extra = new byte[64];
        try
        {
            var count = await Receive(extra);
            return count == 0 ? PeerEnd.Closed : throw new InvalidDataException($"Not the end but {extra[..count].ToHex()}.");
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted)
        {
            return PeerEnd.Reset;
        }
    }

    /// <summary>Bytes that have come and were not read.</summary>
    public int Available => socket.Available;

    public void HalfClose() => socket.Shutdown(SocketShutdown.Send);

    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Dispose();
    }

    public void Dispose() => socket.Dispose();

    private async Task<byte[]> ReadExactly(int count)
    {
        var bytes = new byte[count];
        for (var filled = 0; filled < count;)
        {
            var received = await Receive(bytes.AsMemory(filled));
            filled += received > 0 ? received : throw new EndOfStreamException($"Closed after {filled} of {count} bytes.");
        }

        return bytes;
    }

    private async Task<int> Receive(Memory<byte> bytes)
    {
        using var deadline = new CancellationTokenSource(Deadline.Usual);
        return await socket.ReceiveAsync(bytes, SocketFlags.None, deadline.Token);
    }
}
