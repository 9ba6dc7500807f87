namespace ProtoGen.Schema.Text;

/// <summary>Reads bytes written as pairs of hexadecimal digits, with white space between bytes.</summary>
internal static class HexText
{
    /// <summary>Reads the bytes; on failure <paramref name="mistake"/> is the index of the first character that does not fit.</summary>
    public static bool TryRead(string text, out byte[] bytes, out int mistake)
    {
        var read = new List<byte>(text.Length / 2);
        (bytes, mistake) = ([], 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsWhiteSpace(text[i])) continue;
            var high = Digit(text[i]);
            var low = high >= 0 && i + 1 < text.Length ? Digit(text[i + 1]) : -1;
            if (low < 0)
            {
                mistake = high >= 0 && i + 1 < text.Length && !char.IsWhiteSpace(text[i + 1]) ? i + 1 : i;
                return false;
            }

            read.Add((byte)((high << 4) | low));
            i++;
        }

        bytes = [.. read];
        return true;
    }

    /// <summary>The value of a hexadecimal digit, or -1.</summary>
    public static int Digit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => -1,
    };
}
