namespace ProtoGen.Schema.Model;

/// <summary>The order of a number's bytes on the wire.</summary>
public enum ByteOrder
{
    /// <summary>Most significant byte first.</summary>
    Big,

    /// <summary>Least significant byte first.</summary>
    Little,
}

/// <summary>What a field is on the wire, byte order and encoding resolved. One subtype a kind of field.</summary>
public abstract record FieldType
{
    /// <summary>The size in bytes where every value takes the same; null where it varies.</summary>
    public abstract int? FixedSize { get; }
}

/// <summary>An integer of 1 to 8 whole bytes.</summary>
/// <param name="Size">Bytes on the wire, 1 to 8.</param>
/// <param name="Signed">Two's complement.</param>
/// <param name="Order">Order of the bytes; irrelevant for one byte.</param>
public sealed record IntegerType(int Size, bool Signed, ByteOrder Order) : FieldType
{
    /// <inheritdoc/>
    public override int? FixedSize => Size;

    /// <summary>The name in a schema, without byte order: <c>u16</c>.</summary>
    public string Name => (Signed ? "i" : "u") + (Size * 8);

    /// <summary>The smallest value.</summary>
    public WireInteger Min => Signed ? new(-(1L << ((Size * 8) - 1))) : new(0L);

    /// <summary>The largest value.</summary>
    public WireInteger Max => Signed ? new((long)(ulong.MaxValue >> (65 - (Size * 8)))) : new(ulong.MaxValue >> (64 - (Size * 8)));

    /// <summary>Whether the value can be written.</summary>
    public bool Holds(WireInteger value) => value.CompareTo(Min) >= 0 && value.CompareTo(Max) <= 0;
}

/// <summary>An IEEE 754 number of 2, 4 or 8 bytes.</summary>
/// <param name="Size">Bytes on the wire.</param>
/// <param name="Order">Order of the bytes.</param>
public sealed record FloatType(int Size, ByteOrder Order) : FieldType
{
    /// <inheritdoc/>
    public override int? FixedSize => Size;
}

/// <summary>One byte, 0 or 1; anything else is refused when read.</summary>
public sealed record BoolType : FieldType
{
    /// <inheritdoc/>
    public override int? FixedSize => 1;
}

/// <summary>An integer of seven bits a byte (LEB128), in the fewest bytes that hold it.</summary>
/// <param name="Bits">The width of the value: 32 or 64.</param>
/// <param name="Coding">How negative values become bits.</param>
public sealed record VarintType(int Bits, VarintCoding Coding) : FieldType
{
    /// <inheritdoc/>
    public override int? FixedSize => null;

    /// <summary>The integer that holds every value.</summary>
    public IntegerType Value => new(Bits / 8, Coding != VarintCoding.Unsigned, ByteOrder.Big);

    /// <summary>The most bytes a value takes.</summary>
    public int MaxSize => (Bits + 6) / 7;
}

/// <summary>How the values of a <see cref="VarintType"/> become bits.</summary>
public enum VarintCoding
{
    /// <summary>As they are; there are no negative ones.</summary>
    Unsigned,

    /// <summary>As their two's complement; a negative one takes the most bytes.</summary>
    TwosComplement,

    /// <summary>0, -1, 1, -2 … as 0, 1, 2, 3 …: small numbers of either sign take few bytes.</summary>
    ZigZag,
}

/// <summary>One byte as the character of that number, 0 to 255.</summary>
public sealed record CharType : FieldType
{
    /// <inheritdoc/>
    public override int? FixedSize => 1;
}

/// <summary>An integer with names for some of its values; others survive the round trip.</summary>
/// <param name="Enum">The C# name of the enum.</param>
/// <param name="Underlying">The integer on the wire.</param>
public sealed record EnumFieldType(string Enum, IntegerType Underlying) : FieldType
{
    /// <summary>Whether a value without a name is refused, read or written.</summary>
    public bool IsClosed { get; init; }

    /// <inheritdoc/>
    public override int? FixedSize => Underlying.Size;
}

/// <summary>Text.</summary>
/// <param name="Size">How long it is, in bytes.</param>
/// <param name="Encoding">How characters become bytes.</param>
/// <param name="Pad">The byte that fills a fixed size on the right; unused otherwise.</param>
public sealed record TextType(SizeRule Size, TextEncoding Encoding, byte Pad) : FieldType
{
    /// <summary>Whether the pad stands before the text rather than after it.</summary>
    public bool PadLeft { get; init; }

    /// <summary>Whether a text too long for a fixed size is cut, at the end of a character, rather than refused.</summary>
    public bool Truncates { get; init; }

    /// <inheritdoc/>
    public override int? FixedSize => (Size as FixedSize)?.Count;
}

/// <summary>Bytes as they are.</summary>
/// <param name="Size">How many.</param>
public sealed record BytesType(SizeRule Size) : FieldType
{
    /// <inheritdoc/>
    public override int? FixedSize => (Size as FixedSize)?.Count;
}

/// <summary>Decimal digits, two a byte, the first in the high half; a text of digits in C#.</summary>
/// <param name="Size">How many bytes; a fixed size takes exactly twice as many digits, or, where filled, at most.</param>
public sealed record BcdType(SizeRule Size) : FieldType
{
    /// <summary>Whether there may be fewer digits: the half bytes behind them are 0xF.</summary>
    public bool IsFilled { get; init; }

    /// <inheritdoc/>
    public override int? FixedSize => (Size as FixedSize)?.Count;
}

/// <summary>Bits packed into bytes, least significant first; a list of bool in C#. Bits that fill the last byte are 0.</summary>
/// <param name="Size">How many bits; never the rest, never terminated.</param>
public sealed record BitListType(SizeRule Size) : FieldType
{
    /// <inheritdoc/>
    public override int? FixedSize => Size is FixedSize known ? (known.Count + 7) / 8 : null;
}

/// <summary>Elements of one type, one after another.</summary>
/// <param name="Element">The element; never empty on the wire.</param>
/// <param name="Size">How many elements, or how many bytes.</param>
/// <param name="InBytes">Whether the size counts bytes; <see cref="RestSize"/> always does.</param>
public sealed record ListType(FieldType Element, SizeRule Size, bool InBytes) : FieldType
{
    /// <summary>Before each element but the first stand zero bytes until its offset from the first is a multiple of this.</summary>
    public int ElementAlign { get; init; } = 1;

    /// <inheritdoc/>
    public override int? FixedSize => (Size, Element.FixedSize) switch
    {
        _ when ElementAlign > 1 => null,
        (FixedSize known, { }) when InBytes => known.Count,
        (FixedSize known, { } element) when (long)known.Count * element <= int.MaxValue => known.Count * element,
        _ => null,
    };
}

/// <summary>How deep a struct stands inside itself, as seen from the structure that holds it.</summary>
public enum StructLevel
{
    /// <summary>Counting begins anew: nothing leads back from it to its holder.</summary>
    First,

    /// <summary>As deep as its holder: a group in place that leads back.</summary>
    Same,

    /// <summary>One level deeper: it may hold its holder.</summary>
    Deeper,
}

/// <summary>A struct in place.</summary>
/// <param name="Structure">Its C# name.</param>
/// <param name="Size">The bytes where every value takes the same and it takes nothing from outside; else null.</param>
/// <param name="MinSize">The fewest bytes.</param>
/// <param name="Arguments">The values it takes from the structure around it, one for each of its parameters.</param>
public sealed record StructType(string Structure, int? Size, int MinSize, EquatableArray<ValueReference> Arguments) : FieldType
{
    /// <summary>Whether the struct may stand inside itself, so that its depth is counted.</summary>
    public bool IsRecursive { get; init; }

    /// <summary>How deep it stands, as seen from the structure that holds it.</summary>
    public StructLevel Level { get; init; }

    /// <summary>The most bytes, as far as the struct alone can say.</summary>
    public int MaxSize { get; init; } = int.MaxValue;

    /// <summary>Whether its end is not in its bytes, but where the bytes around it end: a field of it is <c>rest</c> or an optional tail.</summary>
    public bool TakesRest { get; init; }

    /// <inheritdoc/>
    public override int? FixedSize => Size;
}

/// <summary>An integer cut into parts.</summary>
/// <param name="Bits">The C# name of the <see cref="BitsType"/>.</param>
/// <param name="Underlying">The integer on the wire.</param>
public sealed record BitsFieldType(string Bits, IntegerType Underlying) : FieldType
{
    /// <inheritdoc/>
    public override int? FixedSize => Underlying.Size;
}

/// <summary>One of several types, told apart by a value read before.</summary>
/// <param name="Tag">That value.</param>
/// <param name="Cases">The cases in schema order.</param>
/// <param name="Else">What any other tag means; null where that is an error.</param>
/// <param name="Choice">The C# name of the type that holds any case; null where all cases have one C# type, which then is the field's.</param>
public sealed record SwitchType(ValueReference Tag, EquatableArray<SwitchCase> Cases, SwitchCase? Else, string? Choice) : FieldType
{
    /// <inheritdoc/>
    public override int? FixedSize => null;

    /// <summary>The cases, what any other tag means last.</summary>
    public IEnumerable<SwitchCase> AllCases => Else is { } other ? Cases.Append(other) : Cases;

    /// <summary>The case of a tag; null where it is an error.</summary>
    public SwitchCase? Of(long tag) => Cases.FirstOrDefault(known => known.Keys.Contains(tag)) ?? Else;
}

/// <summary>One case of a <see cref="SwitchType"/>.</summary>
/// <param name="Name">The C# name of the case.</param>
/// <param name="Keys">The tags, as 64-bit integers; empty for <see cref="SwitchType.Else"/>.</param>
/// <param name="Type">What stands there; null for nothing.</param>
/// <param name="CarriesTag">Whether a value of the case holds its tag, which does not follow from the case alone; never where the tag is the user's.</param>
public sealed record SwitchCase(string Name, EquatableArray<long> Keys, FieldType? Type, bool CarriesTag)
{
    /// <summary>What the schema calls it: the name given, the member of its key, its struct; the C# name where the schema calls it nothing. No two cases of a switch share one.</summary>
    public string SchemaName { get; init; } = Name;
}

/// <summary>A type of the user's own, read and written by code of the user's own.</summary>
/// <param name="Codec">The C# type that does it.</param>
/// <param name="Value">The C# type of the values.</param>
public sealed record CodecType(string Codec, string Value) : FieldType
{
    /// <inheritdoc/>
    public override int? FixedSize => null;
}

/// <summary>The place of a message in a frame; only in the layout of a <see cref="Frame"/>, and there exactly once.</summary>
public sealed record BodyType : FieldType
{
    /// <inheritdoc/>
    public override int? FixedSize => null;
}

/// <summary>How characters become bytes.</summary>
public enum TextEncoding
{
    /// <summary>UTF-8; bytes that are not UTF-8 are refused when read.</summary>
    Utf8,

    /// <summary>Seven-bit ASCII; anything else is refused, read or written.</summary>
    Ascii,

    /// <summary>ISO 8859-1: each byte is the character of that number.</summary>
    Latin1,

    /// <summary>UTF-16, most significant byte first; half a surrogate pair is refused.</summary>
    Utf16BigEndian,

    /// <summary>UTF-16, least significant byte first; half a surrogate pair is refused.</summary>
    Utf16LittleEndian,

    /// <summary>GBK, code page 936.</summary>
    Gbk,

    /// <summary>GB 18030.</summary>
    Gb18030,

    /// <summary>Big5, code page 950.</summary>
    Big5,

    /// <summary>Shift JIS, code page 932.</summary>
    ShiftJis,

    /// <summary>EUC-KR, code page 949.</summary>
    EucKr,

    /// <summary>Windows-1251, Cyrillic.</summary>
    Windows1251,

    /// <summary>Windows-1252, Western European.</summary>
    Windows1252,
}
