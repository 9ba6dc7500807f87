using System.Net;
using System.Net.Sockets;
using ProtoGen.Transports.Epoll;

namespace ProtoGen.Runtime.Tests.Transports.Epoll;

public sealed class PeerAddressTests
{
    [EpollFact]
    public void What_the_system_says_of_a_peer_is_its_end_point()
    {
        foreach (var text in new[] { "1.2.3.4:5", "127.0.0.1:65535", "[2001:db8::1]:443", "[::ffff:10.0.0.1]:9089", "[fe80::1%3]:7" })
        {
            var endpoint = IPEndPoint.Parse(text);
            Assert.Equal(endpoint, new PeerAddress(Raw(endpoint.Serialize())).ToEndPoint());
        }
    }

    [EpollFact]
    public void All_but_long_addresses_take_one_word()
    {
        foreach (var text in new[] { "1.2.3.4:5", "255.255.255.255:65535", "[::ffff:10.0.0.1]:9089" })
        {
            var endpoint = IPEndPoint.Parse(text);
            Assert.True(new PeerAddress(Raw(endpoint.Serialize())).TryShorten(out var brief));
            Assert.Equal(endpoint, brief.ToEndPoint());
        }

        foreach (var text in new[] { "[2001:db8::1]:443", "[::1]:7", "[fe80::1%3]:7", "[::fffe:10.0.0.1]:9089" })
        {
            Assert.False(new PeerAddress(Raw(IPEndPoint.Parse(text).Serialize())).TryShorten(out _));
        }

        Assert.True(new PeerAddress(Raw(new SocketAddress(AddressFamily.Unix, 2))).TryShorten(out var nameless));
        Assert.Equal("", nameless.ToEndPoint().ToString());
    }

    [EpollFact]
    public void A_peer_over_a_unix_socket_has_no_name()
    {
        var endpoint = new PeerAddress(Raw(new SocketAddress(AddressFamily.Unix, 2))).ToEndPoint();

        Assert.Equal(AddressFamily.Unix, endpoint.AddressFamily);
        Assert.Equal("", endpoint.ToString());
    }

    private static byte[] Raw(SocketAddress address)
    {
        var bytes = new byte[PeerAddress.RawBytes];
        address.Buffer.Span[..Math.Min(address.Size, bytes.Length)].CopyTo(bytes);
        return bytes;
    }
}
