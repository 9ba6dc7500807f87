namespace ProtoGen.Framing;

/// <summary>Finds the end of bodies that say it themselves, in bytes of which more may still come.</summary>
public static class FrameMeasure
{
    /// <summary>The bytes that may belong to a body: all that came, as far as the largest frame goes.</summary>
    /// <param name="input">The bytes there are, from the start of the frame.</param>
    /// <param name="start">Where the body begins.</param>
    /// <param name="limit">Where the body of the largest frame ends.</param>
    public static ReadOnlySpan<byte> Content(ReadOnlySpan<byte> input, int start, int limit) =>
        start > limit ? default : input[start..Math.Min(input.Length, limit)];

    /// <summary>Steps over a body that always takes the same.</summary>
    /// <param name="input">The bytes there are, from the start of the frame.</param>
    /// <param name="end">Where the body begins; afterwards where it ends.</param>
    /// <param name="size">The bytes of the body.</param>
    public static FrameStatus Skip(ReadOnlySpan<byte> input, ref int end, int size)
    {
        end += size;
        return end <= input.Length ? FrameStatus.Frame : FrameStatus.NeedMore;
    }

    /// <summary>Steps over a body whose fields were looked for.</summary>
    /// <param name="isWhole">Whether the fields take all bytes that may belong to the body.</param>
    /// <param name="error">Otherwise what was met: bytes behind the last field, too few bytes, or bytes that are none of the fields.</param>
    /// <param name="content">The bytes that may belong to the body.</param>
    /// <param name="end">Where the body begins; afterwards where it ends, or, with <see cref="FrameStatus.NeedMore"/>, where it ends at the earliest.</param>
    public static FrameStatus Find(bool isWhole, in DecodeError error, ReadOnlySpan<byte> content, ref int end)
    {
        var found = isWhole ? content.Length : error.End;
        if (found >= 0)
        {
            end += found;
            return FrameStatus.Frame;
        }

        var missing = error.Missing;
        if (missing == 0) return FrameStatus.Malformed;
        end = (int)Math.Min(int.MaxValue, end + content.Length + Math.Min(missing, int.MaxValue));
        return FrameStatus.NeedMore;
    }
}
