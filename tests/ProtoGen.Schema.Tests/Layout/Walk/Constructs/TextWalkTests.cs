using ProtoGen.Schema.Model;
using static ProtoGen.Schema.Tests.Layout.Shapes;

namespace ProtoGen.Schema.Tests.Layout.Walk.Constructs;

public class TextWalkTests
{
    [Theory]
    [InlineData(TextEncoding.Utf16BigEndian, "00e94e2d", "é中")]
    [InlineData(TextEncoding.Utf16LittleEndian, "e9002d4e", "é中")]
    [InlineData(TextEncoding.Utf16LittleEndian, "3dd800de", "😀")]
    [InlineData(TextEncoding.Gbk, "d6d0c4e3", "中你")]
    [InlineData(TextEncoding.Gb18030, "d6d09439fc36", "中😀")]
    [InlineData(TextEncoding.Big5, "a4a4", "中")]
    [InlineData(TextEncoding.ShiftJis, "93fa967b", "日本")]
    [InlineData(TextEncoding.EucKr, "c7d1", "한")]
    [InlineData(TextEncoding.Windows1251, "cfe8", "Пи")]
    [InlineData(TextEncoding.Windows1252, "80e9", "€é")]
    public void Text_of_every_encoding(TextEncoding encoding, string hex, string text) =>
        Walking.Over(Of("text", TextOf(Rest, encoding))).Holds(hex, $"{{ text: {text} }}");

    [Theory]
    [InlineData(TextEncoding.Utf16BigEndian, "d83d", "utf-16be")]
    [InlineData(TextEncoding.Utf16LittleEndian, "410042", "utf-16le")]
    [InlineData(TextEncoding.Gbk, "d6", "gbk")]
    [InlineData(TextEncoding.ShiftJis, "93", "shift-jis")]
    [InlineData(TextEncoding.ShiftJis, "ed40", "shift-jis")]   // a second spelling of a character that has another
    [InlineData(TextEncoding.EucKr, "c7", "euc-kr")]
    public void Bytes_that_are_no_text_or_would_come_back_otherwise_are_refused(TextEncoding encoding, string hex, string name) =>
        Assert.Equal($"Message.text@0 is not {name} text", Walking.Over(Of("text", TextOf(Rest, encoding))).Refusal(hex));

    [Theory]
    [InlineData(TextEncoding.Gbk, "한😀")]
    [InlineData(TextEncoding.Windows1251, "é")]
    [InlineData(TextEncoding.Windows1252, "Ā")]
    public void Characters_without_bytes_are_not_written(TextEncoding encoding, string text) =>
        Assert.Contains("has a character that", Walking.Over(Of("text", TextOf(Rest, encoding))).Problem("text".Is(text)), StringComparison.Ordinal);

    [Fact]
    public void Half_a_surrogate_pair_is_not_written() => Characters_without_bytes_are_not_written(TextEncoding.Utf16BigEndian, "\ud83d");

    [Fact]
    public void A_pad_stands_on_either_side()
    {
        Walking.Over(Of("text", TextOf(Fixed(4)))).Holds("61622020", "{ text: ab }");
        Walking.Over(Of("text", TextOf(Fixed(4)) with { PadLeft = true, Pad = (byte)'0' })).Holds("30303132", "{ text: 12 }");
        Walking.Over(Of("text", TextOf(Fixed(4)))).Holds("61626364", "{ text: abcd }");
        Assert.Contains("has the pad of its field at its end", Walking.Over(Of("text", TextOf(Fixed(4)))).Problem("text".Is("a ")), StringComparison.Ordinal);
        Assert.Contains("has the pad of its field at its end", Walking.Over(Of("text", TextOf(Fixed(2)) with { PadLeft = true })).Problem("text".Is(" a")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_pad_of_wide_characters_is_a_whole_one()
    {
        Walking.Over(Of("text", TextOf(Fixed(6), TextEncoding.Utf16LittleEndian, 0))).Holds("410001000000", "{ text: A\u0001 }");
        Walking.Over(Of("text", TextOf(Fixed(4), TextEncoding.Utf16BigEndian))).Holds("00410020", "{ text: A }");
    }

    [Fact]
    public void The_mark_that_ends_wide_characters_begins_at_a_whole_one() =>
        Walking.Over(Of("text", TextOf(Until(0, 0), TextEncoding.Utf16LittleEndian)), Of("n", U8)).Holds("4100000001", "{ text: A, n: 1 }");

    [Theory]
    [InlineData(TextEncoding.Utf8, "aé😀", 6, "61c3a9202020")]
    [InlineData(TextEncoding.Gbk, "中你好", 5, "d6d0c4e320")]
    [InlineData(TextEncoding.Utf16BigEndian, "a😀", 4, "00610020")]
    public void A_text_too_long_is_cut_at_the_end_of_a_character_where_the_schema_says_so(TextEncoding encoding, string text, int size, string hex) =>
        Assert.Equal(hex, Walking.Over(Of("text", TextOf(Fixed(size), encoding) with { Truncates = true })).Write("text".Is(text)));

    [Fact]
    public void A_text_that_holds_its_own_end_is_not_written() =>
        Assert.Equal("'text' holds the bytes that end it", Walking.Over(Of("text", TextOf(Until(0)))).Problem("text".Is("a\0b")));
}
