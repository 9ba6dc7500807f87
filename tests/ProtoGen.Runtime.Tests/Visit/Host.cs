using System.Net;
using System.Net.Sockets;
using Tests.Visit;

namespace ProtoGen.Runtime.Tests.Visit;

/// <summary>The other end of one visit, byte by byte.</summary>
internal sealed class Host : IDisposable
{
    private readonly Socket _listener = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly List<byte> _unread = [];
    private Socket? _guest;

    public Host()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
    }

    public string Endpoint => $"tcp://{_listener.LocalEndPoint}";

    public void Dispose()
    {
        _guest?.Dispose();
        _listener.Dispose();
    }

    public void HangUp() => _guest!.Dispose();

    /// <summary>Waits for the next visit, whose first message has come.</summary>
    public async Task AwaitAsync()
    {
        _guest?.Dispose();
        _unread.Clear();
        _guest = await _listener.AcceptAsync().WaitAsync(Engine.Deadline);
        Assert.Equal("Enter", await NextAsync());
    }

    public Task LetInAsync() => SayAsync(default(EnterReply));

    public async Task SayAsync<T>(T message) where T : struct, IMessage<T>
    {
        var buffer = new byte[T.GetSize(in message) + 3];
        VisitProtocol.WriteFrame(in message, buffer);
        await _guest!.SendAsync(buffer);
    }

    /// <summary>The next message in words; null at the end of the connection, after which nothing more is said.</summary>
    public async Task<string?> NextAsync()
    {
        var buffer = new byte[64 << 10];
        while (true)
        {
            ReadOnlySpan<byte> rest = _unread.ToArray();
            if (VisitProtocol.ReadFrame(ref rest, out var frame) == FrameStatus.Frame)
            {
                // Behind the length.
                var said = Words(_unread[2], frame.Body);
                _unread.RemoveRange(0, _unread.Count - rest.Length);
                return said;
            }

            var read = await _guest!.ReceiveAsync(buffer).WaitAsync(Engine.Deadline);
            if (read == 0)
            {
                Assert.Empty(_unread);
                return null;
            }

            _unread.AddRange(buffer.AsSpan(0, read));
        }
    }

    private static string Words(byte id, ReadOnlySpan<byte> body) => id switch
    {
        1 => "Enter",
        2 when Say.TryDecode(body, out var say) => $"Say {say.Number}",
        4 when Leave.TryDecode(body, out var leave) => $"Leave {leave.Reason}",
        67 => "AskReply",
        _ => $"{id}?",
    };
}
