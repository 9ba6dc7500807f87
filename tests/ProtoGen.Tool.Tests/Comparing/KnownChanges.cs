namespace ProtoGen.Tool.Tests.Comparing;

/// <summary>What people do to schemas.</summary>
internal static class KnownChanges
{
    private const string Wire = "wire-breaking";
    private const string Reader = "reader-breaking";
    private const string Source = "source-breaking";
    private const string Safe = "safe";

    private const string Mood = "enums:\n  Mood: { type: u8, values: { Good: 1, Bad: 2 } }";
    private const string ClosedMood = "enums:\n  Mood: { type: u8, unknown: error, values: { Good: 1, Bad: 2 } }";

    public static IReadOnlyList<KnownChange> Types =>
    [
        Of("a wider number", Wire, "a: u16", "a: u32", "0001"),
        Of("a number gets a sign", Wire, "a: u8", "a: i8", "ff"),
        Of("another byte order", Wire, "a: u16", "a: u16le", "0102"),
        Of("the byte order of one byte", Safe, "a: u8\nb: { type: u8, doc: x }", "a: u8be\nb: u8", "0102"),
        Of("a number becomes an enum", Source, "a: u8", "a: Mood", "05", oldTypes: Mood),
        Of("a number becomes a closed enum", Wire, "a: u8", "a: Mood", "05", oldTypes: ClosedMood),
        Of("a closed enum becomes a number", Reader, "a: Mood", "a: u8", "01", "05", ClosedMood),
        Of("an enum is closed", Wire, "a: Mood", "a: Mood", "05", null, Mood, ClosedMood),
        Of("an enum is opened", Reader, "a: Mood", "a: Mood", "01", "05", ClosedMood, Mood),
        Of("a bool becomes a number", Reader, "a: bool", "a: u8", "01", "02"),
        Of("a number becomes a bool", Wire, "a: u8", "a: bool", "02"),
        Of("a char becomes a number", Source, "a: char", "a: u8", "41"),
        Of("a number is cut into bits", Source, "a: u8", "a: { type: u8, parts: { low: 0..3, high: 4..7 } }", "12"),
        Of("a float becomes a number", Wire, "a: f32", "a: u32", "3f800000"),
        Of("a wider varint", Reader, "a: varint32", "a: varint64", "05", "ffffffffff01"),
        Of("a narrower varint", Wire, "a: varint64", "a: varint32", "ffffffffff01"),
        Of("another coding of a varint", Wire, "a: varint32", "a: zigzag32", "03"),
        Of("longer spellings are kept", Reader, "a: varint32", "a: { type: varint32, canonical: keep }", "05", "858000"),
        Of("longer spellings are refused", Wire, "a: { type: varint32, canonical: keep }", "a: varint32", "858000"),
        Of("a wider text", Wire, "a: 4s", "a: 5s", "41424344"),
        Of("a wider prefix", Wire, "a: string[u8]", "a: string[u16]", "0141"),
        Of("a prefix instead of the rest", Wire, "a: string[rest]", "a: string[u8]", "4142"),
        Of("a text beyond ASCII", Reader, "a: { type: \"string[u8]\", encoding: ascii }", "a: string[u8]", "0141", "02c3a9"),
        Of("a text within ASCII", Wire, "a: string[u8]", "a: { type: \"string[u8]\", encoding: ascii }", "02c3a9"),
        Of("another pad", Wire, "a: 4s", "a: { type: 4s, pad: { byte: 0x20 } }", "41000000"),
        Of("a long text is cut", Safe, "a: 4s", "a: { type: 4s, overflow: truncate }", "41000000"),
        Of("bytes become text", Wire, "a: bytes[u8]", "a: string[u8]", "01ff"),
        Of("text becomes bytes", Reader, "a: string[u8]", "a: bytes[u8]", "0141", "01ff"),
        Of("text of any byte becomes bytes", Source, "a: { type: \"string[u8]\", encoding: latin1 }", "a: bytes[u8]", "01ff"),
        Of("fewer digits", Reader, "a: bcd[2]", "a: { type: \"bcd[2]\", pad: { byte: 0xFF } }", "1234", "123f"),
        Of("a longer list", Wire, "a: u8[2]", "a: u8[3]", "0102"),
        Of("a list measured in bytes", Wire, "a: u16[u8]", "a: u16[u8 bytes]", "0200010002"),
        Of("other elements", Wire, "a: u16[rest]", "a: i16[rest]", "ffff"),
        Of("another size", Wire, "n: u8\na: bytes[n]\nz: bytes[rest]", "n: u8\na: bytes[n + 1]\nz: bytes[rest]", "0141424344"),
        Of("a struct is called otherwise", Source, "a: Point", "a: Spot", "0102", null, "structs:\n  Point: { fields: { x: u8, y: u8 } }", "structs:\n  Spot: { fields: { x: u8, y: u8 } }"),
        Of("a field in a struct", Wire, "a: Point", "a: Point", "0102", null, "structs:\n  Point: { fields: { x: u8, y: u8 } }", "structs:\n  Point: { fields: { x: u8, y: i16 } }"),
        Of("padTo", Wire, "a: Point", "a: Point", "0102", null, "structs:\n  Point: { fields: { x: u8, y: u8 } }", "structs:\n  Point: { padTo: 4, fields: { x: u8, y: u8 } }"),
    ];

    public static IReadOnlyList<KnownChange> Fields =>
    [
        Of("a field in between", Wire, "a: u8\nb: u8", "a: u8\nn: u8\nb: u8", "0102"),
        Of("a field at the end", Wire, "a: u8", "a: u8\nb: u8", "01"),
        Of("an optional field at the end", Reader, "a: u8", "a: u8\nb: u8?", "01", "0102"),
        Of("an optional field where bytes left over are kept", Safe, "a: u8", "a: u8\nb: u8?", "01", "0102", oldKeys: "trailing: keep"),
        Of("a field that may be empty at the end", Reader, "a: u8", "a: u8\nb: bytes[rest]", "01", "0102"),
        Of("a field that may be empty where bytes left over are kept", Source, "a: u8", "a: u8\nb: bytes[rest]", "01", "0102", oldKeys: "trailing: keep"),
        Of("a field goes", Wire, "a: u8\nb: u8", "a: u8", "0102"),
        Of("an optional field goes where bytes left over are kept", Source, "a: u8\nb: u8?", "a: u8", "0102", "01", oldKeys: "trailing: keep"),
        Of("a field goes where bytes left over are kept", Reader, "a: u8\nb: u8", "a: u8", "0102", "01", oldKeys: "trailing: keep"),
        Of("a field is called otherwise", Source, "a: u8", "b: u8", "01"),
        Of("a field that a size names is called otherwise", Source, "n: u8\na: bytes[n]", "m: u8\na: bytes[m]", "0141"),
        Of("a property is called otherwise", Source, "a: u8", "a: { type: u8, name: Other }", "01"),
        Of("two fields change places", Wire, "a: u8\nb: u16", "b: u16\na: u8", "010203"),
        Of("a field may be left out", Reader, "a: u8\nb: u8", "a: u8\nb: u8?", "0102", "01"),
        Of("a field must be there", Wire, "a: u8\nb: u8?", "a: u8\nb: u8", "01"),
        Of("another condition", Wire, "a: u8\nb: u8 if a == 1", "a: u8\nb: u8 if a == 2", "0102"),
        Of("a field behind a bit that was free", Reader, "a: { type: u8, parts: { x: 0..3 } }", "a: { type: u8, parts: { x: 0..3, more: 7 } }\nb: u8 if a.more", "01", "8102"),
        Of("another constant", Wire, "a: u8 = 1", "a: u8 = 2", "01"),
        Of("a field becomes a constant", Wire, "a: u8", "a: u8 = 1", "02"),
        Of("a constant becomes a field", Reader, "a: u8 = 1", "a: u8", "01", "02"),
        Of("a field becomes a check", Wire, "a: u8\nb: u8", "a: u8\nb: u8 = xor8(a)", "0102"),
        Of("a check becomes a field", Reader, "a: u8\nb: u8 = xor8(a)", "a: u8\nb: u8", "0101", "0102"),
        Of("another check", Wire, "a: u16\nb: u8 = xor8(a)", "a: u16\nb: u8 = sum8(a)", "010302"),
        Of("a check is no longer verified", Safe, "a: u8\nb: u8 = xor8(a)", "a: u8\nb: { type: u8 = xor8(a), verify: off }", "0101"),
        Of("align", Wire, "a: u8\nb: u16", "a: u8\nb: { type: u16, align: 2 }", "010203"),
        Of("bytes left over in a bound are kept", Reader, "a: { type: u8, size: u8 }", "a: { type: u8, size: u8, trailing: keep }", "0105", "020506"),
        Of("bytes left over in a bound are refused", Wire, "a: { type: u8, size: u8, trailing: keep }", "a: { type: u8, size: u8 }", "020506"),
        Of("another bound", Wire, "a: { type: u8, size: u8 }", "a: { type: u8, size: u16 }", "0105"),
        Of("bytes left over in a message are skipped", Safe, "a: u8", "a: u8", "01", oldKeys: "", newKeys: "trailing: ignore"),
        Of("bytes left over in a message are refused", Wire, "a: u8", "a: u8", "0102", oldKeys: "trailing: keep", newKeys: ""),
        Of("a narrower range", Wire, "a: { type: u8, max: 9 }", "a: { type: u8, max: 5 }", "07"),
        Of("a wider range", Reader, "a: { type: u8, max: 5 }", "a: { type: u8, max: 9 }", "03", "07"),
        Of("a range", Wire, "a: u8", "a: { type: u8, min: 3 }", "01"),
        Of("another scale", Wire, "a: { type: u8, scale: 0.1 }", "a: { type: u8, scale: 0.01 }", "07"),
        Of("a scale", Source, "a: u8", "a: { type: u8, scale: 0.1 }", "07"),
        Of("a value that means none", Wire, "a: u8", "a: { type: u8, none: 0xFF }", "ff"),
        Of("a date", Source, "a: u32", "a: { type: u32, as: unix-seconds }", "00000007"),
        Of("a number in digits", Wire, "a: 4s", "a: { type: 4s, as: decimal }", "41424344"),
        Of("a unit", Safe, "a: u8", "a: { type: u8, unit: km }", "07"),
        Of("documentation", Safe, "a: u8", "a: { type: u8, doc: More. }", "07"),
        Of("a property goes", Source, "a: u8", "a: { type: u8, removed: \"2.0\" }", "07"),
    ];

    public static IReadOnlyList<KnownChange> Named =>
    [
        Of("a member more", Safe, "a: Mood", "a: Mood", "01", "03", Mood, Mood.Replace("Bad: 2", "Bad: 2, Odd: 3", StringComparison.Ordinal)),
        Of("a member more in a closed enum", Reader, "a: Mood", "a: Mood", "01", "03", ClosedMood, ClosedMood.Replace("Bad: 2", "Bad: 2, Odd: 3", StringComparison.Ordinal)),
        Of("a member less", Source, "a: Mood", "a: Mood", "02", null, Mood, Mood.Replace(", Bad: 2", "", StringComparison.Ordinal)),
        Of("a member less in a closed enum", Wire, "a: Mood", "a: Mood", "02", null, ClosedMood, ClosedMood.Replace(", Bad: 2", "", StringComparison.Ordinal)),
        Of("a member is called otherwise", Source, "a: Mood", "a: Mood", "02", null, Mood, Mood.Replace("Bad", "Low", StringComparison.Ordinal)),
        Of("a member has another value", Wire, "a: Mood", "a: Mood", "02", null, Mood, Mood.Replace("Bad: 2", "Bad: 3", StringComparison.Ordinal)),
        Of("a part more", Safe, "a: { type: u8, parts: { x: 0 } }", "a: { type: u8, parts: { x: 0, y: 1 } }", "01", "03"),
        Of("a part less", Source, "a: { type: u8, parts: { x: 0, y: 1 } }", "a: { type: u8, parts: { x: 0 } }", "03"),
        Of("a part is called otherwise", Source, "a: { type: u8, parts: { x: 0, y: 1 } }", "a: { type: u8, parts: { x: 0, z: 1 } }", "03"),
        Of("a part stands elsewhere", Wire, "a: { type: u8, parts: { x: 0, y: 1 } }", "a: { type: u8, parts: { x: 0, y: 2 } }", "03"),
        Of("a part becomes a constant", Wire, "a: { type: u8, parts: { x: 0, y: 1 } }", "a: { type: u8, parts: { x: 0, y: 1 = 0 } }", "03"),
        Of("a case more", Reader, "t: u8\na: { switch: t, cases: { 1: u8 } }", "t: u8\na: { switch: t, cases: { 1: u8, 2: u8 } }", "0105", "0205"),
        Of("a case less", Wire, "t: u8\na: { switch: t, cases: { 1: u8, 2: u8 } }", "t: u8\na: { switch: t, cases: { 1: u8 } }", "0205"),
        Of("a case out of else", Wire, "t: u8\na: { switch: t, cases: { 1: u8 }, else: \"bytes[rest]\" }", "t: u8\na: { switch: t, cases: { 1: u8, 2: u16 }, else: \"bytes[rest]\" }", "0205"),
        Of("else", Reader, "t: u8\na: { switch: t, cases: { 1: u8, 2: u16 } }", "t: u8\na: { switch: t, cases: { 1: u8, 2: u16 }, else: \"bytes[rest]\" }", "0105", "0305"),
        Of("a case is called otherwise", Source, "t: u8\na: { switch: t, cases: { 1: { type: u8, name: A }, 2: u16 } }", "t: u8\na: { switch: t, cases: { 1: { type: u8, name: B }, 2: u16 } }", "0105"),
        Of("a case holds another type", Wire, "t: u8\na: { switch: t, cases: { 1: u8, 2: u16 } }", "t: u8\na: { switch: t, cases: { 1: u8, 2: i16 } }", "02ffff"),
    ];

    public static IReadOnlyList<KnownChange> Messages =>
    [
        new("another id", Wire, One, One.Replace("id: 1", "id: 9", StringComparison.Ordinal), KnownChange.FrameOf("05")),
        new("a message goes", Wire, One + Two, One, KnownChange.FrameOf("0005", 2)),
        new("a message more", Reader, One, One + Two, KnownChange.FrameOf("05"), KnownChange.FrameOf("0005", 2)),
        new("a message out of the unknown ones", Wire, One + Rest, One + Two + Rest, KnownChange.FrameOf("0005", 2)),
        new("a message is called otherwise", Source, One, One.Replace("Say", "Tell", StringComparison.Ordinal), KnownChange.FrameOf("05")),
        new("a message is gone for new peers", Safe, One, One.Replace("from:", "removed: \"2.0\", from:", StringComparison.Ordinal), KnownChange.FrameOf("05")),
        new("a message is deprecated", Safe, One, One.Replace("from:", "deprecated: Use Tell., from:", StringComparison.Ordinal), KnownChange.FrameOf("05")),
        new("the client does not send it any more", Wire, One.Replace("client", "both", StringComparison.Ordinal), One.Replace("client", "server", StringComparison.Ordinal), KnownChange.FrameOf("05")),
        new("the client sends it too", Reader, One.Replace("client", "server", StringComparison.Ordinal) + Two, One.Replace("client", "both", StringComparison.Ordinal) + Two, KnownChange.FrameOf("0005", 2), KnownChange.FrameOf("05")),
        new("larger frames", Reader, Sized(5) + Text, Sized(9) + Text, KnownChange.FrameOf("4142"), KnownChange.FrameOf("414243")),
        new("frames shrink", Wire, Sized(9) + Text, Sized(5) + Text, KnownChange.FrameOf("414243")),
        new("another length", Wire, One, Framed("length: u16 = bytes(body), id: u8, body: ") + One, KnownChange.FrameOf("05")),
        new("a check at the end", Wire, One, Framed("length: u16 = bytes(id..sum), id: u8, body: , sum: u8 = xor8(id..body)") + One, KnownChange.FrameOf("05")),
        new("a field in the header", Wire, One, Framed("length: u16 = bytes(id..body), id: u8, flags: u8, body: ") + One, KnownChange.FrameOf("05")),
        new("a header field is called otherwise", Source, Framed("length: u16 = bytes(id..body), id: u8, flags: u8, body: ") + One, Framed("length: u16 = bytes(id..body), id: u8, marks: u8, body: ") + One, "0003 01 07 05"),
        new("escaping", Wire, Framed("id: u8, body: ", "escape: { flag: 0x7e, map: { 0x7e: 0x7d02, 0x7d: 0x7d01 } }, ") + One, Framed("id: u8, body: ", "escape: { flag: 0x7e, map: { 0x7e: 0x7d5e, 0x7d: 0x7d5d } }, ") + One, "7e 01 7d01 7e"),
        new("what follows a bad frame", Safe, Framed("id: u8, body: ", Escaped) + One, Framed("id: u8, body: ", Escaped + "resync: magic, ") + One, "7e 01 05 7e"),
        new("the namespace", Source, Spaced("A") + One, Spaced("B") + One, KnownChange.FrameOf("05")),
        new("documentation of the protocol", Safe, One, "doc: More.\n" + One, KnownChange.FrameOf("05")),
    ];

    private const string One = "messages:\n  Say: { id: 1, from: client, fields: { a: u8 } }\n";
    private const string Text = "messages:\n  Say: { id: 1, from: client, fields: { a: \"string[rest]\" } }\n";
    private const string Two = "  Ask: { id: 2, from: client, fields: { a: u16 } }\n";
    private const string Rest = "  Other: { id: else, from: client, fields: { data: \"bytes[rest]\" } }\n";
    private const string Escaped = "escape: { flag: 0x7e, map: { 0x7e: 0x7d02, 0x7d: 0x7d01 } }, ";

    private static string Framed(string layout, string keys = "") => $"frame: {{ {keys}layout: {{ {layout} }} }}\n";

    private static string Sized(int size) => Framed("length: u16 = bytes(id..body), id: u8, body: ", $"maxSize: {size}, ");

    private static string Spaced(string space) => $"protocol: Chat\nnamespace: Samples.{space}\n" + Framed("length: u16 = bytes(id..body), id: u8, body: ");

    private static KnownChange Of(string name, string kind, string old, string now, string oldBody, string? newBody = null, string oldTypes = "", string? newTypes = null, string oldKeys = "", string? newKeys = null) =>
        KnownChange.OfFields(name, kind, old, now, oldBody, newBody, oldTypes, newTypes, oldKeys, newKeys);
}
