using System.Net;
using System.Net.Sockets;
using Samples.DeviceLink;

namespace ProtoGen.Runtime.Tests;

/// <summary>A peer that knows frames and nothing else. Every wait has a deadline.</summary>
internal sealed class RawClient(Socket socket) : IDisposable
{
    private readonly List<byte> _received = [];

    public static async Task<RawClient> ConnectAsync(EndPoint endpoint, string? from = null)
    {
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        if (from is not null) socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        await socket.ConnectAsync(endpoint).WaitAsync(Engine.Deadline);
        return new(socket);
    }

    /// <summary>Connects and is broken off, during the connect or after it.</summary>
    public static Task IsResetAsync(EndPoint endpoint) => Assert.ThrowsAsync<SocketException>(async () =>
    {
        using var client = await ConnectAsync(endpoint);
        await client.ReceiveUntilEndAsync();
    });

    public int LocalPort { get; } = (socket.LocalEndPoint as IPEndPoint)?.Port ?? 0;

    public async Task SendAsync(byte[] bytes)
    {
        using var deadline = new CancellationTokenSource(Engine.Deadline);
        for (var sent = 0; sent < bytes.Length;) sent += await socket.SendAsync(bytes.AsMemory(sent), deadline.Token);
    }

    public async Task<List<(sbyte Id, byte[] Body)>> ReceiveAsync(int frames)
    {
        var result = new List<(sbyte, byte[])>();
        while (true)
        {
            TakeFrames(result, frames);
            if (result.Count == frames) return result;
            Assert.True(await ReadAsync(), "the connection ended");
        }
    }

    public async Task<List<(sbyte Id, byte[] Body)>> ReceiveUntilEndAsync()
    {
        while (await ReadAsync())
        {
        }

        var result = new List<(sbyte, byte[])>();
        TakeFrames(result, int.MaxValue);
        Assert.Empty(_received);
        return result;
    }

    /// <summary>Reads what comes, whatever it is, until the other side closes or resets.</summary>
    public async Task DrainAsync()
    {
        try
        {
            while (await ReadAsync())
            {
            }
        }
        catch (SocketException)
        {
            // A reset is an end as well.
        }
    }

    public void EndOutput() => socket.Shutdown(SocketShutdown.Send);

    public void Reset()
    {
        socket.LingerState = new(true, 0);
        socket.Dispose();
    }

    public void Dispose() => socket.Dispose();

    private async Task<bool> ReadAsync()
    {
        using var deadline = new CancellationTokenSource(Engine.Deadline);
        var buffer = new byte[64 << 10];
        var count = await socket.ReceiveAsync(buffer.AsMemory(), deadline.Token);
        _received.AddRange(buffer.AsSpan(0, count));
        return count != 0;
    }

    private void TakeFrames(List<(sbyte, byte[])> result, int atMost)
    {
        ReadOnlySpan<byte> bytes = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_received);
        var length = bytes.Length;
        while (result.Count < atMost && DeviceLinkProtocol.ReadFrame(ref bytes, out var frame) == FrameStatus.Frame)
        {
            result.Add((frame.Id, frame.Body.ToArray()));
        }

        _received.RemoveRange(0, length - bytes.Length);
    }
}
