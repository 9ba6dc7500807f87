using CsCheck;
using Tests.Every;

namespace ProtoGen.Conformance;

/// <summary>The emitted codecs of every field type, against the walk over the layout and against their own promises.</summary>
public class EveryTypeTests
{
    private static readonly WalkAgreement Walk = new("every-type.protogen.yaml");

    private static readonly Numbers Largest = new()
    {
        A = byte.MaxValue, B = sbyte.MaxValue, C = ushort.MaxValue, D = short.MaxValue, E = 0xFFFFFF, F = 0x7FFFFF, G = uint.MaxValue, H = int.MaxValue,
        I = 0xFF_FFFF_FFFF, J = 0x7FFF_FFFF_FFFF, K = 0xFF_FFFF_FFFF_FFFF, L = long.MaxValue, M = ulong.MaxValue, Real = float.MaxValue, Wide = double.NaN,
        Flag = true, Small = Half.MaxValue, Letter = '\u00ff', Mode = (Mode)0xFFFFFF, Status = (Status)short.MaxValue,
    };

    private static readonly Numbers Smallest = new()
    {
        A = 0, B = sbyte.MinValue, C = 0, D = short.MinValue, E = 0, F = -0x800000, G = 0, H = int.MinValue, I = 0, J = -0x8000_0000_0000, K = 0,
        L = long.MinValue, M = 0, Real = -0f, Wide = double.NegativeInfinity, Flag = false, Small = -Half.Epsilon, Letter = '\0', Mode = Mode.Idle, Status = Status.Denied,
    };

    private static readonly Texts Full = new()
    {
        Body = new string('b', 255), Run = 7, Field = new byte[] { 1, 2, 3 }, Raw = "\u20acx", Tail = new byte[] { 9, 8, 7 }, Record = "\u4f60\u597d", End = 0xBEEF,
    };

    private static readonly Gen<Numbers> AnyNumbers = Gen.Select(
        Gen.Byte.Array[Numbers.Wire.Size].Select(bytes => { bytes[Numbers.Wire.FlagOffset] &= 1; return bytes; }),
        bytes => Numbers.TryDecode(bytes, out var numbers, out var error) ? numbers : throw new InvalidOperationException(error.ToString()));

    private static readonly Gen<Texts> AnyTexts = Gen.Select(
        Gen.String.Where(text => System.Text.Encoding.UTF8.GetByteCount(text) <= 255 && IsUnicode(text)), Gen.Byte, Gen.Byte.Array[0, 300], Gen.Char['a', 'z'],
        Gen.Byte.Array[3], Gen.String.Where(IsUnicode), Gen.UShort,
        (body, run, field, raw, tail, record, end) =>
            new Texts { Body = body, Run = run, Field = field, Raw = raw.ToString(), Tail = tail, Record = record, End = end });

    [Fact]
    public void Extremes_round_trip()
    {
        Walk.AssertRoundTrip(Largest);
        Walk.AssertRoundTrip(Smallest);
        Walk.AssertRoundTrip(Full);
        Walk.AssertRoundTrip(Full with { Body = "", Record = "", Raw = "", Field = default });
    }

    [Fact]
    public void Random_numbers_round_trip() => AnyNumbers.Sample(Walk.AssertRoundTrip, iter: 2_000);

    [Fact]
    public void Random_texts_round_trip() => AnyTexts.Sample(Walk.AssertRoundTrip, iter: 2_000);

    [Fact]
    public void Random_varints_round_trip() => Gen.Select(Gen.UInt, Gen.Int, Gen.UShort, Gen.ULong, Gen.Long, Gen.Int, Gen.Long)
        .Select((a, b, between, c, d, e, value) => new Varints { A = a, B = b, Between = between, C = c, D = d, E = e, Value = value })
        .Sample(Walk.AssertRoundTrip, iter: 2_000);

    [Fact]
    public void Extremes_of_varints_round_trip()
    {
        Walk.AssertRoundTrip(default(Varints));
        Walk.AssertRoundTrip(new Varints { A = uint.MaxValue, B = -1, Between = 1, C = ulong.MaxValue, D = long.MinValue, E = int.MinValue, Value = long.MinValue });
        Walk.AssertRoundTrip(new Varints { A = 127, B = int.MaxValue, Between = 1, C = 128, D = -1, E = int.MaxValue, Value = -1 });
    }

    [Fact]
    public void Random_bytes_are_judged_alike_and_never_throw() => Gen.Byte.Array[0, 80].Sample(
        body =>
        {
            Walk.AssertSameJudgement<Numbers>(body);
            Walk.AssertSameJudgement<Texts>(body);
            Walk.AssertSameJudgement<Varints>(body);
            Walk.AssertSameJudgement<Login>(body);
            Walk.AssertSameJudgement<Ask>(body);
        },
        iter: 5_000);

    [Fact]
    public void A_valid_body_with_one_byte_changed_or_cut_is_judged_alike()
    {
        var body = new byte[Full.GetSize()];
        Full.Encode(body);
        for (var index = 0; index < body.Length; index++)
        {
            Walk.AssertSameJudgement<Texts>(body[..index]);
            foreach (var flip in (byte[])[1, 0x80, 0xFF])
            {
                var mutated = (byte[])body.Clone();
                mutated[index] ^= flip;
                Walk.AssertSameJudgement<Texts>(mutated);
            }
        }
    }

    [Fact]
    public void Constants_are_written_and_verified()
    {
        var login = new Login { Number = 5 };
        var body = new byte[login.GetSize()];
        login.Encode(body);

        Assert.Equal("0500000000000000" + "04" + "CAFEBABE" + "4D51545400000000", Convert.ToHexString(body));
        Assert.Equal((4, 0xCAFEBABEu, "MQTT"), (login.Version, login.Magic, login.Name));
        body[8] = 3;
        Assert.False(Login.TryDecode(body, out _, out var error));
        Assert.Equal("Login.Version at byte 8: needs 4, found 3", error.ToString());
    }

    [Fact]
    public void A_bool_of_two_is_refused()
    {
        Assert.False(AskReply.TryDecode([2], out _, out var error));
        Assert.Equal("AskReply.Answer at byte 0: needs 0 or 1, found 2", error.ToString());
    }

    [Fact]
    public void A_short_body_names_the_field_it_ends_in()
    {
        Assert.False(Numbers.TryDecode(new byte[8], out _, out var error));
        Assert.Equal("Numbers.E at byte 6: needs 3 bytes, found 2", error.ToString());
    }

    [Fact]
    public void A_value_too_wide_for_its_field_fails_before_a_byte_is_written()
    {
        var body = new byte[200];
        var error = Assert.Throws<EncodeException>(() => (Largest with { E = 0x1000000 }).Encode(body));

        Assert.Equal("Numbers.E: is 16777216, but the field holds 0 to 16777215", error.Message);
        Assert.All(body, part => Assert.Equal(0, part));
    }

    [Fact]
    public void Text_that_does_not_fit_names_message_field_and_limit()
    {
        var tooLong = Assert.Throws<EncodeException>(() => (Full with { Body = new string('b', 256) }).GetSize());
        Assert.Equal("Texts.Body: needs 256 bytes, but at most 255 fit", tooLong.Message);
        var padded = Assert.Throws<EncodeException>(() => (Full with { Raw = "a\0" }).GetSize());
        Assert.Equal("Texts.Raw: ends in 0x00, which is the field's padding and would be lost", padded.Message);
        var surrogate = Assert.Throws<EncodeException>(() => (Full with { Record = "\ud800" }).GetSize());
        Assert.Equal("Texts.Record: has a character that utf-8 cannot represent", surrogate.Message);
        var wrong = Assert.Throws<EncodeException>(() => (Full with { Tail = new byte[] { 1 } }).GetSize());
        Assert.Equal("Texts.Tail: has 1 bytes, but the field is always 3", wrong.Message);
    }

    [Fact]
    public void A_default_record_has_empty_text_and_equals_an_empty_one()
    {
        Assert.Equal("", default(Texts).Body);
        Assert.Equal(default, Full with { Body = "", Run = 0, Field = default, Raw = "", Tail = default, Record = "", End = 0 });
        Assert.Equal(Largest.GetHashCode(), (Largest with { }).GetHashCode());
    }

    [Fact]
    public void A_view_reads_in_place_what_the_record_copies()
    {
        var body = new byte[Full.GetSize()];
        Full.Encode(body);

        Assert.True(Texts.View.TryParse(body, out var view, out _));
        Assert.Equal(Full.Field.Span, view.Field);
        Assert.Equal(System.Text.Encoding.UTF8.GetBytes(Full.Raw), view.Raw);
        Assert.Equal(4, view.RawRaw.Length);
        Assert.Equal((Full.Run, Full.End), (view.Run, view.End));
        Assert.Equal(Full.Tail.Span, view.Tail);
    }

    [Fact]
    public void Refusing_a_body_allocates_nothing()
    {
        var body = new byte[40];
        Numbers.TryDecode(body, out _, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var count = 0; count < 1_000; count++) Numbers.TryDecode(body, out _, out _);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static bool IsUnicode(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (!char.IsSurrogate(text[index])) continue;
            if (!char.IsSurrogatePair(text, index++)) return false;
        }

        return true;
    }
}
