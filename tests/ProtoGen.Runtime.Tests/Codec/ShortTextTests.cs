using System.Text;
using ProtoGen.Codec;

namespace ProtoGen.Runtime.Tests.Codec;

/// <summary>Texts of all lengths around those at which another way of reading begins.</summary>
public class ShortTextTests
{
    public static TheoryData<int> Lengths => [.. Enumerable.Range(0, 40), 63, 64, 65, 127, 128, 129, 300];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Ascii_is_read_as_it_was_written(int length)
    {
        var text = Ascii(length);
        Assert.True(Utf8Text.TryRead(Encoding.UTF8.GetBytes(text), out var utf8));
        Assert.True(AsciiText.TryRead(Encoding.ASCII.GetBytes(text), out var ascii));
        Assert.Equal((text, text), (utf8, ascii));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_byte_that_is_not_ascii_is_found_at_each_place(int length)
    {
        var bytes = Encoding.ASCII.GetBytes(Ascii(length));
        for (var place = 0; place < length; place++)
        {
            var kept = bytes[place];
            bytes[place] = 0xE9;
            Assert.False(AsciiText.TryRead(bytes, out var nothing));
            Assert.Equal("", nothing);
            Assert.False(Utf8Text.TryRead(bytes, out nothing));
            Assert.Equal("", nothing);
            bytes[place] = kept;
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_letter_of_two_bytes_is_read_at_each_place(int length)
    {
        var text = Ascii(length);
        for (var place = 0; place <= length; place++)
        {
            var accented = text.Insert(place, "\u00e9");
            Assert.True(Utf8Text.TryRead(Encoding.UTF8.GetBytes(accented), out var read));
            Assert.Equal(accented, read);
        }
    }

    // All of ASCII, the zero included.
    private static string Ascii(int length) => string.Create(length, 0, (text, _) =>
    {
        for (var index = 0; index < text.Length; index++) text[index] = (char)(index * 37 % 128);
    });
}
