using System.Text;

namespace ProtoGen.Codec;

/// <summary>Text in any encoding, strictly: what is read comes back as the same bytes, and nothing is replaced.</summary>
public sealed class EncodedText
{
    private readonly Encoding _encoding;
    private readonly int _unit;

    private EncodedText(string name, Encoding encoding, int unit = 1) => (EncodingName, _encoding, _unit) = (name, encoding, unit);

    /// <summary>UTF-8.</summary>
    public static EncodedText Utf8 { get; } = new(Utf8Text.EncodingName, new UTF8Encoding(false, throwOnInvalidBytes: true));

    /// <summary>Seven-bit ASCII.</summary>
    public static EncodedText Ascii { get; } = new(AsciiText.EncodingName, Strict(20127));

    /// <summary>ISO 8859-1.</summary>
    public static EncodedText Latin1 { get; } = new(Latin1Text.EncodingName, Strict(28591));

    /// <summary>UTF-16, most significant byte first.</summary>
    public static EncodedText Utf16BigEndian { get; } = new("utf-16be", new UnicodeEncoding(true, false, throwOnInvalidBytes: true), 2);

    /// <summary>UTF-16, least significant byte first.</summary>
    public static EncodedText Utf16LittleEndian { get; } = new("utf-16le", new UnicodeEncoding(false, false, throwOnInvalidBytes: true), 2);

    /// <summary>GBK, code page 936.</summary>
    public static EncodedText Gbk { get; } = new("gbk", Strict(936));

    /// <summary>GB 18030.</summary>
    public static EncodedText Gb18030 { get; } = new("gb18030", Strict(54936));

    /// <summary>Big5, code page 950.</summary>
    public static EncodedText Big5 { get; } = new("big5", Strict(950));

    /// <summary>Shift JIS, code page 932.</summary>
    public static EncodedText ShiftJis { get; } = new("shift-jis", Strict(932));

    /// <summary>EUC-KR, code page 949.</summary>
    public static EncodedText EucKr { get; } = new("euc-kr", Strict(949));

    /// <summary>Windows-1251, Cyrillic.</summary>
    public static EncodedText Windows1251 { get; } = new("windows-1251", Strict(1251));

    /// <summary>Windows-1252, Western European.</summary>
    public static EncodedText Windows1252 { get; } = new("windows-1252", Strict(1252));

    /// <summary>The name in errors.</summary>
    public string EncodingName { get; }

    /// <summary>The bytes of the smallest character: 2 in UTF-16, else 1.</summary>
    public int UnitSize => _unit;

    /// <summary>Refuses text that a field of fixed size cannot hold, or whose end would be taken for padding.</summary>
    /// <exception cref="EncodeException">It does not fit, cannot be encoded, or ends in the padding.</exception>
    public void CheckFixed(string value, int size, byte pad, string message, string field) =>
        PaddedText.CheckFixed(this, value, size, pad, left: false, truncates: false, message, field);

    /// <summary>The bytes of a text, if the field can hold them.</summary>
    /// <exception cref="EncodeException">There are more than <paramref name="limit"/>, or a character has none that come back as it.</exception>
    public int Measure(string value, long limit, string message, string field)
    {
        var size = GetSize(value);
        if (size < 0) throw EncodeException.NotEncodable(message, field, EncodingName);
        if (size > limit) throw EncodeException.TooLong(message, field, size, limit);
        return size;
    }

    /// <summary>Writes the text.</summary>
    /// <returns>The bytes written.</returns>
    public int Write(string value, Span<byte> destination) => _encoding.GetBytes(value, destination);

    /// <summary>Writes the text and fills the rest of the field.</summary>
    public void WriteFixed(string value, Span<byte> destination, byte pad) => PaddedText.WriteFixed(this, value, destination, pad, left: false, truncates: false);

    /// <summary>Writes the number of bytes, then the text.</summary>
    /// <returns>The bytes written, the prefix included.</returns>
    public int WritePrefixed(string value, Span<byte> destination, int prefixSize, bool bigEndian)
    {
        var size = Write(value, destination[prefixSize..]);
        LengthPrefix.Write(destination, prefixSize, bigEndian, size);
        return prefixSize + size;
    }

    /// <summary>Reads text.</summary>
    /// <returns>Whether the bytes are text that comes back as the same bytes.</returns>
    public bool TryRead(ReadOnlySpan<byte> source, out string value)
    {
        try
        {
            value = _encoding.GetString(source);
            if (_unit == 2 || IsSame(value, source)) return true;
        }
        catch (DecoderFallbackException)
        {
            // Bytes that are no text.
        }
        catch (EncoderFallbackException)
        {
            // Characters that have no bytes of their own.
        }

        value = "";
        return false;
    }

    /// <summary>Cuts the padding off one end.</summary>
    public ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> source, byte pad, bool left)
    {
        if (_unit == 1) return left ? source.TrimStart(pad) : source.TrimEnd(pad);
        Span<byte> unit = stackalloc byte[2];
        WriteUnit(unit, pad);
        if (left) while (source.StartsWith(unit)) source = source[2..];
        else while (source.Length >= 2 && source.EndsWith(unit)) source = source[..^2];
        return source;
    }

    /// <summary>Fills a field with padding; a byte that is no whole character is zero.</summary>
    internal void Fill(Span<byte> destination, byte pad)
    {
        if (_unit == 1)
        {
            destination.Fill(pad);
            return;
        }

        for (; destination.Length >= 2; destination = destination[2..]) WriteUnit(destination, pad);
        destination.Clear();
    }

    /// <summary>The bytes of a text; -1 where a character has none that come back as it.</summary>
    internal int GetSize(string value)
    {
        try
        {
            var size = _encoding.GetByteCount(value);
            if (_unit == 2 || ReferenceEquals(this, Utf8)) return size;
            return _encoding.GetString(_encoding.GetBytes(value)) == value ? size : -1;
        }
        catch (EncoderFallbackException)
        {
            return -1;
        }
        catch (DecoderFallbackException)
        {
            return -1;
        }
    }

    private bool IsSame(string value, ReadOnlySpan<byte> source) => _encoding.GetBytes(value).AsSpan().SequenceEqual(source);

    private void WriteUnit(Span<byte> destination, byte pad)
    {
        var isBig = ReferenceEquals(this, Utf16BigEndian);
        destination[0] = isBig ? (byte)0 : pad;
        destination[1] = isBig ? pad : (byte)0;
    }

    private static Encoding Strict(int codePage) =>
        (CodePagesEncodingProvider.Instance.GetEncoding(codePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback))
        ?? Encoding.GetEncoding(codePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
}
