using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk.Constructs;

/// <summary>What fills a text field of fixed size, on either side.</summary>
internal static class Padding
{
    /// <summary>The bytes without what pads them.</summary>
    public static byte[] Trim(byte[] bytes, TextType type)
    {
        var unit = Unit(type);
        var (start, end) = (0, bytes.Length);
        if (type.PadLeft) while (start + unit.Length <= end && Marks.StandsAt(bytes, unit, start)) start += unit.Length;
        else while (end - unit.Length >= start && Marks.StandsAt(bytes, unit, end - unit.Length)) end -= unit.Length;
        return BytesWalk.Cut(bytes, start, end - start);
    }

    /// <summary>The bytes with what pads them; longer ones as they are.</summary>
    public static byte[] Fill(byte[] bytes, TextType type, int size)
    {
        var unit = Unit(type);
        var fill = Enumerable.Repeat(unit, Math.Max(0, (size - bytes.Length) / unit.Length)).SelectMany(part => part);
        return type.PadLeft ? [.. fill, .. bytes] : [.. bytes, .. fill];
    }

    /// <summary>The pad as a whole character: a single byte would halve those of UTF-16.</summary>
    private static byte[] Unit(TextType type) => type.Encoding switch
    {
        TextEncoding.Utf16BigEndian => [0, type.Pad],
        TextEncoding.Utf16LittleEndian => [type.Pad, 0],
        _ => [type.Pad],
    };
}
