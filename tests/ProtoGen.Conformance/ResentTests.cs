using System.Net;
using System.Net.Sockets;
using Tests.Resent;

namespace ProtoGen.Conformance;

/// <summary>A request that is sent again says so in its header, and keeps all else that it said there. Real sockets.</summary>
public sealed class ResentTests
{
    private const int FrameBytes = 9;

    private static readonly ResentHeader Urgent = new() { Flags = new() { Urgent = true, Mode = 2 } };

    [Fact]
    public async Task A_request_that_is_sent_again_says_so_and_keeps_the_rest_of_its_header()
    {
        using var listener = Listen();
        await using var client = Client(listener);
        var put = client.PutAsync(new() { Number = 7 }, Urgent);

        Assert.Equal("000601010A00000713", await LoseAsync(listener));
        using var socket = await listener.AcceptAsync();
        Assert.Equal("000601010B02000716", await ReadAsync(socket));
        await socket.SendAsync(Convert.FromHexString("000481010000" + "82"));
        await put;
    }

    [Fact]
    public async Task A_request_without_such_values_is_sent_as_it_was()
    {
        using var listener = Listen();
        await using var client = Client(listener);
        var drop = client.DropAsync(new() { Number = 7 }, Urgent);

        Assert.Equal("000602010A00000714", await LoseAsync(listener));
        using var socket = await listener.AcceptAsync();
        Assert.Equal("000602010A00000714", await ReadAsync(socket));
        await socket.SendAsync(Convert.FromHexString("000482010000" + "83"));
        await drop;
    }

    [Fact]
    public void What_says_that_it_is_sent_again_takes_no_more_room()
    {
        Assert.True(ResentFraming.MarksResent);
        var again = ResentFraming.Resent(Urgent, Put.Wire.Key);

        Assert.Equal(Urgent with { Flags = Urgent.Flags with { Again = true }, Attempt = 2 }, again);
        Assert.Equal(Urgent, ResentFraming.Resent(Urgent, Drop.Wire.Key));
        Assert.Equal(
            ResentFraming.GetFrameSize(Urgent, Put.Wire.Key, 2, out _),
            ResentFraming.GetFrameSize(again, Put.Wire.Key, 2, out _));
    }

    private static ResentClient Client(Socket listener) => new($"tcp://{listener.LocalEndPoint}")
    {
        Options = new() { Backoff = new() { Shortest = TimeSpan.FromMilliseconds(5), First = TimeSpan.FromMilliseconds(10), Longest = TimeSpan.FromMilliseconds(50) } },
    };

    private static Socket Listen()
    {
        var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        return listener;
    }

    // Reads the request and is gone.
    private static async Task<string> LoseAsync(Socket listener)
    {
        using var socket = await listener.AcceptAsync();
        var request = await ReadAsync(socket);
        socket.LingerState = new(true, 0);
        return request;
    }

    private static async Task<string> ReadAsync(Socket socket)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var bytes = new byte[FrameBytes];
        for (var read = 0; read < bytes.Length;)
        {
            var more = await socket.ReceiveAsync(bytes.AsMemory(read), deadline.Token);
            Assert.NotEqual(0, more);
            read += more;
        }

        return Convert.ToHexString(bytes);
    }
}
