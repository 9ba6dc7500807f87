using System.Text;
using System.Text.Unicode;

namespace ProtoGen.Framing;

/// <summary>Whether bytes in a frame's header are text, found out without making any.</summary>
public static class HeaderText
{
    /// <summary>Whether all bytes are ASCII.</summary>
    public static bool IsAscii(ReadOnlySpan<byte> bytes) => Ascii.IsValid(bytes);

    /// <summary>Whether the bytes are UTF-8.</summary>
    public static bool IsUtf8(ReadOnlySpan<byte> bytes) => Utf8.IsValid(bytes);

    /// <summary>Whether the bytes are two decimal digits each.</summary>
    public static bool IsDigits(ReadOnlySpan<byte> bytes)
    {
        foreach (var pair in bytes)
            if (pair >> 4 > 9 || (pair & 0x0F) > 9) return false;
        return true;
    }
}
