namespace ProtoGen.Codec;

/// <summary>Text in fields of fixed size, padded on either side, cut where the schema allows it.</summary>
public static class PaddedText
{
    /// <summary>Refuses text that the field cannot hold, or of which a part would be taken for padding.</summary>
    /// <param name="encoding">The encoding.</param>
    /// <param name="value">The text.</param>
    /// <param name="size">The field's bytes.</param>
    /// <param name="pad">What fills it.</param>
    /// <param name="left">Whether the padding stands before the text.</param>
    /// <param name="truncates">Whether a text that is too long is cut.</param>
    /// <param name="message">The message's name.</param>
    /// <param name="field">The field's name.</param>
    /// <exception cref="EncodeException">It does not fit, cannot be encoded, or has the padding at its end.</exception>
    public static void CheckFixed(EncodedText encoding, string value, int size, byte pad, bool left, bool truncates, string message, string field)
    {
        var length = encoding.Measure(value, truncates ? int.MaxValue : size, message, field);
        if (length > size) return;
        if (value.Length > 0 && value[left ? 0 : ^1] == pad) throw EncodeException.EndsInPad(message, field, pad);
        if ((size - length) % encoding.UnitSize != 0) throw EncodeException.WrongLength(message, field, length, size);
    }

    /// <summary>Writes the text and fills the rest of the field.</summary>
    public static void WriteFixed(EncodedText encoding, string value, Span<byte> destination, byte pad, bool left, bool truncates)
    {
        var text = truncates ? Cut(encoding, value, destination.Length) : value;
        if (!left)
        {
            encoding.Fill(destination[encoding.Write(text, destination)..], pad);
            return;
        }

        var size = encoding.GetSize(text);
        encoding.Fill(destination[..^size], pad);
        encoding.Write(text, destination[^size..]);
    }

    /// <summary>The longest beginning of a text that fits, ending with a whole character.</summary>
    private static string Cut(EncodedText encoding, string value, int size)
    {
        if (encoding.GetSize(value) <= size) return value;
        var (fits, length) = (0, 0);
        foreach (var rune in value.EnumerateRunes())
        {
            fits += encoding.GetSize(rune.ToString());
            if (fits > size) break;
            length += rune.Utf16SequenceLength;
        }

        return value[..length];
    }
}
