using System.Net;
using ProtoGen.Codec;

namespace ProtoGen.Runtime.Tests.Codec.Meanings;

public sealed class AddressTests
{
    [Theory]
    [InlineData("C0A80001", "192.168.0.1")]
    [InlineData("20010DB8000000000000000000000001", "2001:db8::1")]
    [InlineData("00000000000000000000FFFFC0A80001", "::ffff:192.168.0.1")]
    public void Addresses_stand_in_network_order(string hex, string text)
    {
        var bytes = Convert.FromHexString(hex);
        var address = WireAddress.Read(bytes);
        Assert.Equal(IPAddress.Parse(text), address);
        if (bytes.Length == 4) WireAddress.CheckV4(address, "Peer", "Address");
        else WireAddress.CheckV6(address, "Peer", "Address");
        var written = new byte[bytes.Length];
        WireAddress.Write(address, written);
        Assert.Equal(bytes, written);
    }

    [Fact]
    public void No_address_is_all_zeros()
    {
        WireAddress.CheckV4(null, "Peer", "Address");
        WireAddress.CheckV6(null, "Peer", "Address");
        byte[] bytes = [1, 2, 3, 4];
        WireAddress.Write(null, bytes);
        Assert.Equal(new byte[4], bytes);
    }

    [Fact]
    public void An_address_of_the_other_family_or_with_a_scope_is_refused()
    {
        Assert.Equal(
            "Peer.Address: is not an IPv4 address",
            Assert.Throws<EncodeException>(() => WireAddress.CheckV4(IPAddress.IPv6Loopback, "Peer", "Address")).Message);
        Assert.Throws<EncodeException>(() => WireAddress.CheckV6(IPAddress.Loopback, "Peer", "Address"));
        Assert.Throws<EncodeException>(() => WireAddress.CheckV6(IPAddress.Parse("fe80::1%3"), "Peer", "Address"));
    }

    [Theory]
    [InlineData("00:1a:2b:3c:4d:5e")]
    [InlineData("00-1A-2B-3C-4D-5E")]
    [InlineData("001A2B3c4d5e")]
    public void An_ethernet_address_is_read_from_its_usual_spellings(string text)
    {
        Assert.True(MacAddress.TryParse(text, out var address));
        Assert.Equal("00:1a:2b:3c:4d:5e", address.ToString());
        var bytes = new byte[6];
        address.WriteTo(bytes);
        Assert.Equal("001A2B3C4D5E", Convert.ToHexString(bytes));
        Assert.Equal(address, new MacAddress(bytes));
        Assert.Equal(address.GetHashCode(), new MacAddress(bytes).GetHashCode());
        Assert.True(address != default);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00:1a:2b:3c:4d")]
    [InlineData("00:1a-2b:3c:4d:5e")]
    [InlineData("00.1a.2b.3c.4d.5e")]
    [InlineData("00:1a:2b:3c:4d:5g")]
    [InlineData("001a2b3c4d 5")]
    public void What_is_no_ethernet_address_is_refused(string text) => Assert.False(MacAddress.TryParse(text, out _));

    [Fact]
    public void An_ethernet_address_has_six_bytes()
    {
        Assert.Throws<ArgumentException>(() => new MacAddress([1, 2, 3, 4, 5]));
        Assert.Throws<ArgumentException>(() => new MacAddress([1, 2, 3, 4, 5, 6, 7]));
        Assert.Equal("00:00:00:00:00:00", default(MacAddress).ToString());
    }
}
