using System.Net;
using System.Net.Sockets;
using Samples.DeviceLink;

namespace ProtoGen.Benchmarks.Servers;

/// <summary>Before anything is timed: a server does the work of all the others, byte for byte, or nothing is compared.</summary>
internal static class ServerCheck
{
    private static readonly byte[] s_register = RawFrames.Of(new Register { AppId = "996da38d-a7be-4947-aa4c-f8208b5f4ade", Imei = "869858030720693" });
    private static readonly byte[] s_registered = RawFrames.Of(new RegisterReply { ErrorCode = ErrorCode.Ok });
    private static readonly byte[] s_ask = RawFrames.Of(default(GetDateTime));
    private static readonly byte[] s_time = RawFrames.Of(new GetDateTimeReply { ErrorCode = ErrorCode.Ok, Text = "2026-11-23 12:00:00" });
    private static readonly byte[] s_beat = RawFrames.Of(default(Heartbeat));
    private static readonly byte[] s_answered = RawFrames.Of(new HeartbeatReply { ErrorCode = ErrorCode.Ok });
    private static readonly byte[] s_notice = RawFrames.Of(new Notice { Level = 1, Text = "A new firmware is ready." });

    public static void Requests(ServerProcess server)
    {
        Expect(server, "a conversation", [.. s_register, .. s_ask, .. s_beat], [.. s_registered, .. s_time, .. s_answered]);
        Expect(server, "a conversation byte by byte", [.. s_register, .. s_beat, .. s_ask], [.. s_registered, .. s_answered, .. s_time], pieceBytes: 1);
        // More than any buffer holds, so that the pieces end inside frames.
        Expect(server, "20,000 requests at once", Times(s_ask, 20_000), Times(s_time, 20_000));
        Expect(server, "a message nobody knows", [0, 0, 0, 3, 0x55, 1, 2, .. s_beat], s_answered);
        Refused(server, "a registration that is too short", [0, 0, 0, 3, 0, 1, 2]);
        Refused(server, "a request with bytes too many", [0, 0, 0, 2, 2, 0]);
        Refused(server, "a frame of 3 MiB", [0, 48, 0, 0, 4]);
        Refused(server, "a frame without a key", [0, 0, 0, 0, 0]);
    }

    public static void Broadcast(ServerProcess server)
    {
        using var one = Connect(server);
        using var other = Connect(server);
        Converse(server, "a registration", one, s_register, [s_registered]);
        Converse(server, "a registration", other, [.. s_register[..^1], (byte)'4'], [s_registered]);
        Converse(server, "a notice to who asked", one, s_ask, [[.. s_notice, .. s_time], [.. s_time, .. s_notice]]);
        Converse(server, "a notice to another", other, [], [s_notice]);
    }

    private static void Expect(ServerProcess server, string what, byte[] sent, byte[] expected, int pieceBytes = int.MaxValue)
    {
        using var socket = Connect(server);
        Converse(server, what, socket, sent, [expected], pieceBytes);
    }

    private static void Converse(ServerProcess server, string what, Socket socket, byte[] sent, byte[][] expected, int pieceBytes = int.MaxValue)
    {
        // Who does not read while it sends is not read from either.
        var sending = Task.Run(() =>
        {
            for (var done = 0; done < sent.Length; done += pieceBytes) socket.Send(sent.AsSpan(done, Math.Min(pieceBytes, sent.Length - done)));
        });
        var received = new byte[expected[0].Length];
        var length = 0;
        try
        {
            while (length < received.Length && socket.Receive(received.AsSpan(length)) is > 0 and var more) length += more;
        }
        catch (SocketException exception)
        {
            throw Differs(server, what, exception.Message);
        }

        sending.Wait();
        if (!expected.Any(bytes => bytes.AsSpan().SequenceEqual(received))) throw Differs(server, what, Convert.ToHexString(received.AsSpan(0, Math.Min(length, 200))));
        if (socket.Available > 0) throw Differs(server, what, "more than was asked for");
    }

    private static void Refused(ServerProcess server, string what, byte[] sent)
    {
        using var socket = Connect(server);
        socket.Send(sent);
        try
        {
            if (socket.Receive(new byte[1]) > 0) throw Differs(server, what, "a reply");
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionReset)
        {
            // As good an end as the other.
        }
        catch (SocketException exception)
        {
            throw Differs(server, what, exception.Message);
        }
    }

    private static Socket Connect(ServerProcess server)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 5_000 };
        socket.Connect(IPAddress.Loopback, server.Port);
        return socket;
    }

    private static byte[] Times(byte[] frame, int times) => [.. Enumerable.Repeat(frame, times).SelectMany(bytes => bytes)];

    private static InvalidOperationException Differs(ServerProcess server, string what, string found) => new($"{server.Name} does other work: {what} was answered by {found}.");
}
