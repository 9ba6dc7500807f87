namespace ProtoGen.Framing;

/// <summary>Puts a message into a frame.</summary>
public static class FrameWriter
{
    /// <summary>Writes the whole frame of a message to the start of <paramref name="destination"/>.</summary>
    /// <returns>The bytes written.</returns>
    /// <exception cref="EncodeException">A value cannot be represented, the frame is above the protocol's limit, or the destination is too
    /// short; nothing was written.</exception>
    public static int Write<TFraming, T>(in T message, Span<byte> destination)
        where TFraming : struct, IFraming
        where T : struct, IMessage<T>
    {
        var plan = Measure<TFraming, T>(in message);
        if (plan.FrameBytes > destination.Length) throw EncodeException.DestinationTooShort(T.Name, plan.FrameBytes, destination.Length);
        Write<TFraming, T>(in message, in plan, destination[..plan.FrameBytes]);
        return plan.FrameBytes;
    }

    /// <summary>Checks a message and finds the size of its frame, so that the rest can happen under a lock without a surprise.</summary>
    internal static FramePlan Measure<TFraming, T>(in T message)
        where TFraming : struct, IFraming
        where T : struct, IMessage<T>
    {
        var bodySize = T.GetSize(in message);
        var frameSize = TFraming.GetFrameSize(bodySize, out var bodyOffset);
        // Unsigned, so that a sum that overflowed is too large as well.
        if ((uint)frameSize > (uint)TFraming.MaxFrameBytes) throw EncodeException.FrameTooLarge(T.Name, (uint)frameSize, TFraming.MaxFrameBytes);
        return new(frameSize, bodyOffset, bodySize);
    }

    /// <summary>Writes a measured message to exactly its frame.</summary>
    internal static void Write<TFraming, T>(in T message, in FramePlan plan, Span<byte> frame)
        where TFraming : struct, IFraming
        where T : struct, IMessage<T>
    {
        T.Encode(in message, frame.Slice(plan.BodyOffset, plan.BodyBytes));
        TFraming.Seal(frame, T.GetKey(in message), plan.BodyBytes);
    }
}
