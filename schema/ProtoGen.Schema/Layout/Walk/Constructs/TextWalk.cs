using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk.Constructs;

/// <summary>Text of every size and encoding; padded where the size is fixed.</summary>
internal static class TextWalk
{
    public static FieldValue? Read(TextType type, ReadPlace at)
    {
        if (SizeWalk.Find(type.Size, at, TextBytes.UnitSize(type.Encoding)) is not { } region) return null;

        var bytes = BytesWalk.Cut(at.Input.Bytes, region.Start, region.End - region.Start);
        var text = TextBytes.Decode(type.Size is FixedSize ? Padding.Trim(bytes, type) : bytes, type.Encoding);
        if (text is null) return at.Fail($"is not {TextBytes.NameOf(type.Encoding)} text");
        at.Input.Position = region.Next;
        return new TextValue(text);
    }

    public static void Write(TextType type, TextValue value, WritePlace at)
    {
        if (TextBytes.Encode(value.Value, type.Encoding) is not { } bytes)
        {
            at.Fail($"has a character that {TextBytes.NameOf(type.Encoding)} has no bytes for");
            return;
        }

        if (type.Size is FixedSize known)
        {
            if (bytes.Length > known.Count && type.Truncates) bytes = Cut(value.Value, type.Encoding, known.Count);
            else if (Padding.Trim(bytes, type).Length < bytes.Length) at.Fail("has the pad of its field at its end, which would not be read back");
            bytes = Padding.Fill(bytes, type, known.Count);
        }

        SizeWalk.Write(type.Size, bytes, at, TextBytes.UnitSize(type.Encoding));
    }

    /// <summary>As many whole characters as fit.</summary>
    private static byte[] Cut(string text, TextEncoding encoding, int size)
    {
        var end = Math.Min(text.Length, size);
        for (; ; end--)
        {
            var isInsidePair = end < text.Length && char.IsLowSurrogate(text[end]);
            if (!isInsidePair && TextBytes.Encode(text.Substring(0, end), encoding) is { } bytes && bytes.Length <= size) return bytes;
        }
    }
}
