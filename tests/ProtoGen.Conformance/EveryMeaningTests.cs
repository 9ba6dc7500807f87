using System.Net;
using Tests.EveryMeaning;

namespace ProtoGen.Conformance;

/// <summary>What fields mean beyond their bytes, and text in every encoding: both implementations agree.</summary>
public class EveryMeaningTests
{
    private static readonly WalkAgreement Agreement = new("every-meaning.protogen.yaml");

    private static readonly Scales Measured = new()
    {
        Latitude = 22.543096m, Temperature = -12m, Speed = 120.5m, Ratio = 1.5f, Level = 5, Gap = 3, Wide = 35m, Late = 2.25m,
        Fixes = [new Fix { Latitude = -1m, At = DateTimeOffset.FromUnixTimeSeconds(5) }],
    };

    private static readonly Dates Known = new()
    {
        Seconds = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), Millis = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123),
        Digits = new DateTime(2024, 2, 29, 23, 59, 58), Long = new DateTime(1999, 12, 31, 1, 2, 3), Parts = new DateTime(2031, 1, 2, 3, 4, 5),
        Maybe = DateTimeOffset.UnixEpoch,
    };

    [Fact]
    public void Scaled_numbers()
    {
        Mutations.Judge(Agreement, Measured);
        Mutations.Judge(Agreement, Measured with { Temperature = null, Gap = null, Level = 0, Late = null, Fixes = default });
        Assert.Equal((22543096, (byte)28, (ushort)1205, 7u, (ushort)9), (Measured.LatitudeRaw, Measured.TemperatureRaw, Measured.SpeedRaw, Measured.WideRaw, Measured.LateRaw!.Value));
    }

    [Fact]
    public void A_value_that_means_null_reads_as_null()
    {
        var body = new byte[Measured.GetSize()];
        (Measured with { Temperature = null, Gap = null }).Encode(body);

        Assert.True(Scales.View.TryParse(body, out var view, out _));
        Assert.Null(view.Temperature);
        Assert.Equal(0xFF, view.TemperatureRaw);
        Assert.Null(view.Gap);
        Assert.Equal(22.543096m, view.Latitude);
    }

    [Fact]
    public void A_scaled_value_beyond_its_field_names_the_field() =>
        Assert.Equal("Scales.Latitude: is 3000, but the field holds -2147.483648 to 2147.483647",
            Assert.Throws<EncodeException>(() => Measured with { Latitude = 3000 }).Message);

    [Fact]
    public void A_value_beyond_its_limits_is_refused_both_ways()
    {
        Assert.Equal("Scales.Level: is 6, but the field holds -5 to 5", Assert.Throws<EncodeException>(() => (Measured with { Level = 6 }).GetSize()).Message);
        var body = new byte[Measured.GetSize()];
        Measured.Encode(body);
        body[11] = 6;
        Assert.False(Scales.TryDecode(body, out _, out var error));
        Assert.Equal("Scales.Level at byte 11: needs 5 or less, found 6", error.ToString());
    }

    [Fact]
    public void Dates_of_every_spelling()
    {
        Mutations.Judge(Agreement, Known);
        Mutations.Judge(Agreement, Known with { Maybe = null });
        Assert.Equal("240229235958", Known.DigitsRaw);
        Assert.Equal(new DateTime(1999, 12, 31, 1, 2, 3), Known.Long);
    }

    [Fact]
    public void What_is_no_date_is_null_and_survives()
    {
        var strange = Known with { DigitsRaw = "991399999999", PartsRaw = new byte[] { 1, 13, 1, 1, 1, 1 } };
        var body = new byte[strange.GetSize()];
        strange.Encode(body);

        Assert.True(Dates.TryDecode(body, out var decoded, out _));
        Assert.Null(decoded.Digits);
        Assert.Null(decoded.Parts);
        Assert.Equal(strange, decoded);
        Assert.True(Dates.View.TryParse(body, out var view, out _));
        Assert.Null(view.Digits);
        Assert.Equal(Known.Seconds, view.Seconds);
    }

    [Fact]
    public void Addresses_and_digits()
    {
        var message = new Addresses
        {
            Id = new Guid("00112233-4455-6677-8899-aabbccddeeff"), Four = IPAddress.Parse("10.1.2.3"), Six = IPAddress.IPv6Loopback,
            Mac = new MacAddress([1, 2, 3, 4, 5, 6]), Number = 42, Digits = 700, Phone = "861234", There = 1, Other = Guid.Empty,
        };
        Mutations.Judge(Agreement, message);
        Mutations.Judge(Agreement, message with { Number = 0, Digits = 0, There = 0, Other = null });
        var body = new byte[message.GetSize()];
        message.Encode(body);
        Assert.StartsWith("00112233445566778899AABBCCDDEEFF", Convert.ToHexString(body), StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_of_every_encoding()
    {
        var message = new Texts { Wide = "wïde", Big = "ab", Ended = "中文", Gbk = "中a", Left = "abc", Cut = "12345", Cyrillic = "Привет", List = ["é", ""] };
        Mutations.Judge(Agreement, message);
        Mutations.Judge(Agreement, message with { Wide = "", Big = "", Ended = "", Left = "", List = default });
        Assert.Equal("Texts.Ended: holds the bytes that end the field, and what follows them would be lost",
            Assert.Throws<EncodeException>(() => (message with { Ended = "a\0b" }).GetSize()).Message);
    }

    [Theory]
    [InlineData("12345678", "12345")]
    [InlineData("1234é", "1234")]
    [InlineData("123€", "123")]
    public void Text_that_is_too_long_is_cut_behind_a_whole_character(string text, string kept)
    {
        var message = new Texts { Wide = "", Big = "", Ended = "", Gbk = "", Left = "", Cut = text, Cyrillic = "", List = default };
        var body = new byte[message.GetSize()];
        message.Encode(body);

        Assert.True(Texts.TryDecode(body, out var decoded, out _));
        Assert.Equal(kept, decoded.Cut);
    }
}
