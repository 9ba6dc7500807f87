using Tests.EveryPart;

namespace ProtoGen.Conformance;

/// <summary>Conditions, tails, bounds, alignment, derived fields, bits, enums and switches: both implementations agree.</summary>
public class EveryPartTests
{
    private static readonly WalkAgreement Agreement = new("every-part.protogen.yaml");

    [Fact]
    public void Fields_under_conditions()
    {
        Mutations.Judge(Agreement, new Conditions { Kind = 2, Marks = new Marks(0xFC), A = 5, E = 3 });
        Mutations.Judge(Agreement, new Conditions { Kind = 7, Marks = new Marks { Level = 3 }, B = "bb", C = new Point { X = 1, Top = 2 }, D = new byte[] { 1, 2 } });
        Mutations.Judge(Agreement, new Conditions { Kind = 0x10, Marks = default, E = 1, F = new Course { Degrees = 359, West = true, Mode = Mode.Busy } });
    }

    [Fact]
    public void Optional_tails()
    {
        Mutations.Judge(Agreement, new Tails { A = 1, D = default });
        Mutations.Judge(Agreement, new Tails { A = 1, B = 2, D = default });
        Mutations.Judge(Agreement, new Tails { A = 1, B = 2, C = "", D = new byte[] { 9 } });
    }

    [Fact]
    public void Bounds_of_every_kind()
    {
        Mutations.Judge(Agreement, new Bounds
        {
            A = new Sized { Kind = 1, Data = new byte[] { 1, 2, 3 } }, B = new Point { X = -1, Top = 2 }, C = [new Point { X = 3, Top = 4 }],
            D = new Grown { A = 4, B = 5, C = 6 }, E = 7, F = "text", Tail = 8,
        });
        Mutations.Judge(Agreement, new Bounds { A = default, B = default, C = default, D = new Grown { A = 1 }, E = 0, F = "", Tail = 0 });
    }

    [Fact]
    public void Aligned_fields_and_what_stands_behind_the_last()
    {
        Mutations.Judge(Agreement, new Aligned { A = 1, B = 2, C = "abc", D = new ushort[] { 1, 2 }, TrailingBytes = new byte[] { 1, 2, 3 } });
        Mutations.Judge(Agreement, new Aligned { A = 1, B = 2, C = "ab", D = default });
    }

    [Fact]
    public void Filling_behind_structs_and_between_elements()
    {
        Mutations.Judge(Agreement, new Filled
        {
            A = 1, Whole = new FilledWhole { X = 1, Z = 2 }, Kept = new FilledKept { X = 3, Z = 4 },
            Attributes = [new Pair { Code = 1, Value = "a", Inner = [new Pair { Code = 2, Value = "bc", Inner = default }] }, new Pair { Code = 3, Value = "", Inner = default }],
            Notes = [new Note { Text = "" }, new Note { Text = "x" }], Spaced = ["one", "", "three"], Numbers = [1, 2],
            Words = [new Note { Text = "w" }, new Note { Text = "ww" }], Long = ["l", "mn", "o"], Last = ["p", "qrs"], Tail = 7,
        });
        Mutations.Judge(Agreement, new Filled
        {
            A = 0, Whole = default, Kept = default, Attributes = default, Notes = default, Spaced = default, Numbers = [3, 4], Words = default, Long = default, Last = default, Tail = 0,
        });
    }

    [Fact]
    public void Filling_that_is_kept_is_written_again_as_far_as_there_is_room()
    {
        var empty = new Filled { A = 0, Whole = default, Kept = default, Attributes = [new Pair { Code = 1, Value = "ab", Inner = default }], Notes = default, Spaced = default, Numbers = [0, 0], Words = default, Long = default, Last = default, Tail = 0 };
        var body = new byte[empty.GetSize()];
        empty.Encode(body);
        var end = 1 + 4 + 4 + 1 + 6;
        Assert.Equal([0, 0], body[end..(end + 2)]);
        (body[end], body[end + 1]) = (0xAA, 0xBB);

        Assert.True(Filled.TryDecode(body, out var read, out var error), error.ToString());
        Agreement.AssertRoundTrip(read);
        Assert.NotEqual(empty, read);
        var longer = read with { Attributes = [read.Attributes[0] with { Value = "abc" }] };
        var again = new byte[longer.GetSize()];
        longer.Encode(again);
        Assert.Equal(0xAA, again[end + 1]);
    }

    [Fact]
    public void Derived_fields()
    {
        Mutations.Judge(Agreement, new Derived { Items = [new Point { X = 1, Top = 2 }, default], Opt = 3 });
        Mutations.Judge(Agreement, new Derived { Items = default, Opt2 = new string('x', 200) });
    }

    [Fact]
    public void Sizes_that_other_fields_say()
    {
        Mutations.Judge(Agreement, new Sizes { Marks = new SizeMarks { Rest = 5 }, A = "name", B = new byte[] { 1, 2, 3, 4 }, C = new byte[150], Big = 7, Half = 3, D = new byte[] { 1, 2 } });
        Mutations.Judge(Agreement, new Sizes { Marks = default, A = "", B = default, C = default, Half = 0, D = default });
    }

    [Fact]
    public void Enums_flags_and_bits() => Mutations.Judge(Agreement, new Enums
    {
        Mode = (Mode)99, Color = Color.Green, Colors = [Color.Red, Color.Blue], Rights = Rights.Read | (Rights)0x80,
        Course = new Course(0xC123), Courses = [new Course { Degrees = 5 }],
    });

    [Fact]
    public void Switches_of_every_kind()
    {
        var switches = new Switches { Mode = Mode.Idle, Value = new SwitchesValue.U32(5), Text = "t", Count = 0, Scoped = default };
        Mutations.Judge(Agreement, switches);
        Mutations.Judge(Agreement, switches with { Value = new SwitchesValue.Point(new Point { X = 1, Top = 2 }), Mode = Mode.Busy });
        Mutations.Judge(Agreement, switches with { Value = new SwitchesValue.Text(4, "four") });
        Mutations.Judge(Agreement, switches with { Value = new SwitchesValue.Nothing(), Count = 2, Scoped = [new Scoped { Head = 1, Value = new byte[] { 1, 2 } }, new Scoped { Head = 2, Value = new byte[] { 3, 4 } }] });
        Mutations.Judge(Agreement, switches with { Value = new SwitchesValue.Case6(new SwitchesValueCase5 { Q = 1, W = new byte[] { 1 } }) });
        Mutations.Judge(Agreement, switches with { Value = new SwitchesValue.Other(99, new byte[] { 1, 2 }) });
    }

    [Theory]
    [InlineData(0, "01 00")]
    [InlineData(255, "01 FF")]
    [InlineData(256, "02 0100")]
    public void A_size_is_written_in_the_first_width_that_holds_it(int size, string head)
    {
        var message = new Widths { Data = new byte[size] };
        var body = new byte[message.GetSize()];
        message.Encode(body);

        Assert.StartsWith(head.Replace(" ", "", StringComparison.Ordinal), Convert.ToHexString(body), StringComparison.Ordinal);
        Agreement.AssertRoundTrip(message);
    }

    [Fact]
    public void A_size_in_a_wider_form_than_it_needs_is_refused()
    {
        Assert.False(Widths.TryDecode([2, 0, 1, 9], out _, out var error));
        Assert.Equal("Widths.Wide at byte 0: needs 1, found 2", error.ToString());
    }
}
