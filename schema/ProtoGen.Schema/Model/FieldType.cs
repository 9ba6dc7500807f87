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
    /// <inheritdoc/>
    public override int? FixedSize => Underlying.Size;
}

/// <summary>Text.</summary>
/// <param name="Size">How long it is, in bytes.</param>
/// <param name="Encoding">How characters become bytes.</param>
/// <param name="Pad">The byte that fills a fixed size on the right; unused otherwise.</param>
public sealed record TextType(SizeRule Size, TextEncoding Encoding, byte Pad) : FieldType
{
    /// <inheritdoc/>
    public override int? FixedSize => (Size as FixedSize)?.Bytes;
}

/// <summary>Bytes as they are.</summary>
/// <param name="Size">How many.</param>
public sealed record BytesType(SizeRule Size) : FieldType
{
    /// <inheritdoc/>
    public override int? FixedSize => (Size as FixedSize)?.Bytes;
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
}
