using Tests.EveryOutside;

namespace ProtoGen.Conformance;

/// <summary>What a body takes from outside: facts of the connection, values of the list around it, a user's own codec.</summary>
public class EveryOutsideTests
{
    private static readonly Item Plain = new() { Kind = 1, Data = new byte[] { 1, 2 } };

    [Theory]
    [InlineData(4, "02 01 01 0102")]
    [InlineData(5, "02 01 01 0102 07")]
    [InlineData(6, "02 01 01 0102 07 0009")]
    public void A_fact_of_the_connection_decides_which_fields_are_there(int version, string hex)
    {
        var outer = new WireOuter(0, version);
        var message = new Batch
        {
            ItemSize = 2,
            Items = [Plain with { Note = version > 4 ? 7 : null }],
            Extra = version >= 6 ? 9 : null,
        };
        var body = new byte[message.GetSize(in outer)];
        message.Encode(in outer, body);

        Assert.Equal(hex.Replace(" ", "", StringComparison.Ordinal), Convert.ToHexString(body));
        Assert.True(Batch.TryDecode(body, in outer, out var decoded, out var error), error.ToString());
        Assert.Equal(message, decoded);
        Assert.Throws<EncodeException>(() => message.GetSize(new WireOuter(0, version == 4 ? 6 : 4)));
    }

    [Fact]
    public void A_value_that_elements_take_from_around_them_is_checked() =>
        Assert.Equal("Item.Data: takes 2 bytes, but needs 3",
            Assert.Throws<EncodeException>(() => new Batch { ItemSize = 3, Items = [Plain] }.GetSize()).Message);

    [Fact]
    public void A_codec_of_the_users_own_sees_the_whole_body()
    {
        byte[] body = [3, (byte)'a', (byte)'b', (byte)'c', 0xC0, 0];

        Assert.True(Names.TryDecode(body, out var names, out var error), error.ToString());
        Assert.Equal(("abc", "abc"), (names.First, names.Second));
        Assert.True(Names.View.TryParse(body, out var view, out _));
        Assert.Equal("abc", view.Second);
        var again = new byte[16];
        var size = (names with { Second = "^0" }).Encode(again);
        Assert.Equal(body, again[..size]);
    }

    [Fact]
    public void What_a_codec_does_not_accept_names_the_field()
    {
        Assert.False(Names.TryDecode([1, (byte)'a', 0xC0, 9], out _, out var error));
        Assert.Equal("Names.Second at byte 2: its codec does not accept the bytes", error.ToString());
    }
}
