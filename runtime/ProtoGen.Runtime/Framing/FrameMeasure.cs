namespace ProtoGen.Framing;

/// <summary>Finds the end of bodies that say it themselves, in bytes of which more may still come.</summary>
public static class FrameMeasure
{
    /// <summary>Steps over some bytes.</summary>
    /// <param name="input">The bytes there are.</param>
    /// <param name="position">Where they begin; afterwards the byte behind them.</param>
    /// <param name="bytes">How many.</param>
    public static FrameStatus Skip(ReadOnlySpan<byte> input, ref int position, long bytes)
    {
        if (bytes < 0) return FrameStatus.Malformed;
        if (bytes > int.MaxValue - position) return FrameStatus.TooLarge;
        position += (int)bytes;
        return position <= input.Length ? FrameStatus.Frame : FrameStatus.NeedMore;
    }

    /// <summary>Steps over an integer and what it announces.</summary>
    /// <param name="input">The bytes there are.</param>
    /// <param name="position">Where the integer begins; afterwards the byte behind what it announces.</param>
    /// <param name="prefixSize">The bytes of the integer.</param>
    /// <param name="bigEndian">The order of its bytes.</param>
    /// <param name="unit">The bytes it counts at a time.</param>
    public static FrameStatus SkipPrefixed(ReadOnlySpan<byte> input, ref int position, int prefixSize, bool bigEndian, int unit)
    {
        var start = position;
        var status = Skip(input, ref position, prefixSize);
        if (status != FrameStatus.Frame) return status;

        var announced = 0UL;
        for (var index = 0; index < prefixSize; index++)
            announced = (announced << 8) | input[start + (bigEndian ? index : prefixSize - 1 - index)];
        return announced > int.MaxValue ? FrameStatus.TooLarge : Skip(input, ref position, (long)announced * unit);
    }

    /// <summary>Steps over a varint and what it announces.</summary>
    /// <param name="input">The bytes there are.</param>
    /// <param name="position">Where the varint begins; afterwards the byte behind what it announces.</param>
    /// <param name="width">The bits of the varint.</param>
    /// <param name="unit">The bytes it counts at a time; 0 where it announces nothing.</param>
    public static FrameStatus SkipVarint(ReadOnlySpan<byte> input, ref int position, int width, int unit)
    {
        var status = FrameVarint.Read(input, width, ref position, out var announced);
        if (status != FrameStatus.Frame || unit == 0) return status;
        return announced > int.MaxValue ? FrameStatus.TooLarge : Skip(input, ref position, (long)announced * unit);
    }

    /// <summary>Steps over bytes up to a mark, and over the mark.</summary>
    /// <param name="input">The bytes there are.</param>
    /// <param name="position">Where they begin; afterwards the byte behind the mark.</param>
    /// <param name="mark">The mark.</param>
    /// <param name="step">The bytes between two places where the mark may stand.</param>
    public static FrameStatus SkipTerminated(ReadOnlySpan<byte> input, ref int position, ReadOnlySpan<byte> mark, int step)
    {
        for (; position + mark.Length <= input.Length; position += step)
        {
            if (!input[position..].StartsWith(mark)) continue;
            position += mark.Length;
            return FrameStatus.Frame;
        }

        return FrameStatus.NeedMore;
    }
}
