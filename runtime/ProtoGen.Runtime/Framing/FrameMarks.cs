namespace ProtoGen.Framing;

/// <summary>Looks for the constant with which frames begin, to find the next one after bytes that are no frame.</summary>
public static class FrameMarks
{
    /// <summary>Where the first frame may begin: before the constant, or before the beginning of one that the input's end cuts off, or
    /// before one that is still to come.</summary>
    /// <param name="input">Received bytes.</param>
    /// <param name="mark">The constant's bytes as on the wire.</param>
    /// <param name="offset">Where it stands in a frame: bytes before it belong to the frame as well.</param>
    public static int Find(ReadOnlySpan<byte> input, ReadOnlySpan<byte> mark, int offset = 0)
    {
        // Of bytes that are too few to hold a constant all may belong to a frame.
        if (input.Length <= offset) return 0;
        var rest = input[offset..];
        var found = rest.IndexOf(mark);
        if (found >= 0) return found;
        for (var start = Math.Max(0, rest.Length - mark.Length + 1); start < rest.Length; start++)
        {
            if (mark.StartsWith(rest[start..])) return start;
        }

        // The bytes that would stand before a constant still to come.
        return rest.Length;
    }
}
