namespace ProtoGen.Framing;

/// <summary>Finds frames between flags and takes the escaping away.</summary>
public static class EscapedFrames
{
    /// <summary>Cuts what stands between two flags off the start of <paramref name="input"/>.</summary>
    /// <param name="input">Received bytes; moved behind the flag that ends the frame, or, where more bytes are needed, behind flags with nothing between them.</param>
    /// <param name="maxWireBytes">The largest content with both flags.</param>
    /// <param name="searched">Bytes at the start that are known to hold no flag.</param>
    /// <param name="content">The frame as it came, without flags.</param>
    /// <returns><see cref="FrameStatus.Frame"/>, <see cref="FrameStatus.NeedMore"/>, or <see cref="FrameStatus.TooLarge"/>: then
    /// <paramref name="input"/> begins with the next flag, or is empty.</returns>
    public static FrameStatus Find<TFraming, THeader>(
        scoped ref ReadOnlySpan<byte> input, int maxWireBytes, int searched, out ReadOnlySpan<byte> content)
        where TFraming : struct, IFraming<THeader>
        where THeader : struct
    {
        content = default;
        // The flag that ended the frame before is gone already; it may have been the one that begins this frame as well.
        var start = input.IndexOfAnyExcept(TFraming.Flag);
        if (start != 0) searched = 0;
        input = start < 0 ? default : input[start..];
        if (input.IsEmpty) return FrameStatus.NeedMore;

        var end = input[searched..].IndexOf(TFraming.Flag);
        var length = end < 0 ? input.Length : searched + end;
        if (length + 2L > maxWireBytes)
        {
            input = input[length..];
            return FrameStatus.TooLarge;
        }

        if (end < 0) return FrameStatus.NeedMore;
        content = input[..length];
        input = input[(length + 1)..];
        return FrameStatus.Frame;
    }

    /// <summary>Whether nothing in what <see cref="Find"/> found is escaped.</summary>
    public static bool IsPlain<TFraming, THeader>(ReadOnlySpan<byte> content)
        where TFraming : struct, IFraming<THeader>
        where THeader : struct => TFraming.Escaping.GetSize(content) == content.Length;

    /// <summary>Takes the escaping away. Whether the bytes are a frame is for <c>ReadHead</c> to say.</summary>
    /// <param name="content">What <see cref="Find"/> found.</param>
    /// <param name="buffer">At least as long as <paramref name="content"/>, unless <see cref="IsPlain"/>.</param>
    /// <param name="plain">The plain frame, in <paramref name="content"/> itself or in <paramref name="buffer"/>.</param>
    /// <returns>False where an escape sequence is none.</returns>
    public static bool TryUnescape<TFraming, THeader>(ReadOnlySpan<byte> content, Span<byte> buffer, out ReadOnlySpan<byte> plain)
        where TFraming : struct, IFraming<THeader>
        where THeader : struct
    {
        plain = content;
        if (IsPlain<TFraming, THeader>(content)) return true;
        var isLegal = TFraming.Escaping.TryUnescape(content, buffer, "Frame", out var size, out _);
        plain = buffer[..size];
        return isLegal;
    }
}
