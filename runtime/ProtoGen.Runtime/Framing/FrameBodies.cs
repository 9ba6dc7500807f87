namespace ProtoGen.Framing;

/// <summary>Bodies that look different on the wire: restores them, and puts them into a frame of their own.</summary>
public static class FrameBodies
{
    /// <summary>Restores the body of a frame that was cut off received bytes.</summary>
    /// <param name="frame">The plain frame; afterwards one with the restored body, in an array of its own, where the body was transformed.</param>
    /// <param name="head">Its parts, likewise.</param>
    /// <returns><see cref="FrameStatus.Frame"/>, or why the body cannot be restored.</returns>
    public static FrameStatus Restore<TFraming, THeader>(ref ReadOnlySpan<byte> frame, ref FrameHead head)
        where TFraming : struct, IFraming<THeader>
        where THeader : struct
    {
        var header = TFraming.ReadHeader(frame, in head);
        if (!TFraming.IsTransformed(in header, head.Key, TFraming.DefaultProfile)) return FrameStatus.Frame;
        using var body = BoundedWriter.Rent(TFraming.MaxBodyBytes);
        var status = Decode<TFraming, THeader>(in header, head.Key, BodyOf(frame, in head), body);
        if (status != FrameStatus.Frame) return status;

        var size = frame.Length - head.BodyLength + body.Length;
        frame = Replace(frame, ref head, body.Written, new byte[size]);
        return FrameStatus.Frame;
    }

    /// <summary>Cuts the next plain frame off received bytes, as a <c>framer</c> finds it.</summary>
    /// <param name="input">Received bytes; moved behind what is no frame, and behind the frame if there is a whole one.</param>
    /// <param name="maxFrameBytes">The largest plain frame.</param>
    /// <param name="plain">The plain frame, in an array of its own.</param>
    public static FrameStatus Cut<TFraming, THeader>(scoped ref ReadOnlySpan<byte> input, int maxFrameBytes, out ReadOnlySpan<byte> plain)
        where TFraming : struct, IFraming<THeader>
        where THeader : struct
    {
        plain = default;
        if (input.IsEmpty) return FrameStatus.NeedMore;
        using var writer = BoundedWriter.Rent(maxFrameBytes);
        var status = Find<TFraming, THeader>(input, maxFrameBytes, writer, out var consumed);
        if (status is FrameStatus.Frame or FrameStatus.NeedMore) input = input[consumed..];
        if (status == FrameStatus.Frame) plain = writer.Written.ToArray();
        return status;
    }

    internal static ReadOnlySpan<byte> BodyOf(ReadOnlySpan<byte> frame, in FrameHead head) => frame.Slice(head.BodyOffset, head.BodyLength);

    /// <summary>The same frame around another body.</summary>
    internal static ReadOnlySpan<byte> Replace(scoped ReadOnlySpan<byte> frame, scoped ref FrameHead head, scoped ReadOnlySpan<byte> body, Span<byte> space)
    {
        var tail = frame[(head.BodyOffset + head.BodyLength)..];
        frame[..head.BodyOffset].CopyTo(space);
        body.CopyTo(space[head.BodyOffset..]);
        tail.CopyTo(space[(head.BodyOffset + body.Length)..]);
        var size = head.BodyOffset + body.Length + tail.Length;
        head = head with { Length = size, BodyLength = body.Length };
        return space[..size];
    }

    /// <summary>Whatever a user's transform does: never throws.</summary>
    internal static FrameStatus Decode<TFraming, THeader>(in THeader header, long key, ReadOnlySpan<byte> wire, BoundedWriter body)
        where TFraming : struct, IFraming<THeader>
        where THeader : struct
    {
        try
        {
            return TFraming.TryRestoreBody(in header, key, wire, body) ? FrameStatus.Frame : FrameStatus.Malformed;
        }
        catch (BodyTooLargeException)
        {
            return FrameStatus.TooLarge;
        }
        catch (Exception)
        {
            return FrameStatus.Malformed;
        }
    }

    /// <summary>Whatever a user's framer does: never throws, and what it says it consumed is there.</summary>
    internal static FrameStatus Find<TFraming, THeader>(ReadOnlySpan<byte> input, int maxFrameBytes, BoundedWriter plain, out int consumed)
        where TFraming : struct, IFraming<THeader>
        where THeader : struct
    {
        try
        {
            var status = TFraming.Cut(input, maxFrameBytes, out consumed, plain);
            var least = status == FrameStatus.NeedMore ? 0 : 1;
            if (consumed >= least && consumed <= input.Length) return status;
            consumed = input.Length;
            return FrameStatus.Malformed;
        }
        catch (BodyTooLargeException)
        {
            consumed = input.Length;
            return FrameStatus.TooLarge;
        }
        catch (Exception)
        {
            consumed = input.Length;
            return FrameStatus.Malformed;
        }
    }
}
