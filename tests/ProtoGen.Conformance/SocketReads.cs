using System.Net.Sockets;

namespace ProtoGen.Conformance;

/// <summary>What a test reads from a socket of its own.</summary>
internal static class SocketReads
{
    /// <summary>So many bytes, whatever pieces they come in; an exception where the socket ends before, or they take too long.</summary>
    public static async Task<byte[]> ReadExactlyAsync(this Socket socket, int length, TimeSpan within)
    {
        using var deadline = new CancellationTokenSource(within);
        await using var stream = new NetworkStream(socket, ownsSocket: false);
        var bytes = new byte[length];
        await stream.ReadExactlyAsync(bytes, deadline.Token);
        return bytes;
    }
}
