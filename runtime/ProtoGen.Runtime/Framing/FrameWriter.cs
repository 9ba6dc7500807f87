using System.Buffers;
using ProtoGen.Codec;
using ProtoGen.Connections;

namespace ProtoGen.Framing;

/// <summary>Puts a message into a frame.</summary>
public static class FrameWriter
{
    // Two flags, and every byte escaped.
    private static int WorstWireBytes(int plainBytes) => checked((2 * plainBytes) + 2);

    /// <summary>Writes the whole frame of a message to the start of <paramref name="destination"/>, escaped where the protocol says so.</summary>
    /// <returns>The bytes written.</returns>
    /// <exception cref="EncodeException">A value cannot be represented, the frame is above the protocol's limit, or the destination is too
    /// short; nothing was written.</exception>
    /// <exception cref="InvalidOperationException">Both sides say the message in frames of their own.</exception>
    public static int Write<TFraming, THeader, T>(in T message, in THeader header, Span<byte> destination)
        where TFraming : struct, IFraming<THeader>
        where THeader : struct
        where T : struct, IMessage<T>
    {
        if (TFraming.HasSides && TFraming.FrameKey(T.Kind, fromServer: true) != T.Kind)
            throw new InvalidOperationException($"{T.Name} looks different from each side; say whose frame is to be written.");
        return Write<TFraming, THeader, T>(in message, in header, destination, fromServer: false);
    }

    /// <summary>Writes the whole frame of a message as a side says it, see the overload without a side.</summary>
    /// <param name="message">The message.</param>
    /// <param name="header">What its frame says beside it.</param>
    /// <param name="destination">Where to.</param>
    /// <param name="fromServer">Whether the server says it.</param>
    /// <returns>The bytes written.</returns>
    /// <exception cref="EncodeException">A value cannot be represented, the frame is above the protocol's limit, or the destination is too
    /// short; nothing was written.</exception>
    public static int Write<TFraming, THeader, T>(in T message, in THeader header, Span<byte> destination, bool fromServer)
        where TFraming : struct, IFraming<THeader>
        where THeader : struct
        where T : struct, IMessage<T>
    {
        var plan = Measure<TFraming, THeader, T>(in message, in header, TFraming.DefaultProfile, fromServer);
        if (TFraming.IsEscaped || TFraming.HasFramer) return WriteWrapped<TFraming, THeader, T>(in message, in header, in plan, destination);
        if (plan.FrameBytes > destination.Length) throw EncodeException.DestinationTooShort(T.Name, plan.FrameBytes, destination.Length);
        WritePlain<TFraming, THeader, T>(in message, in header, in plan, TFraming.DefaultProfile, destination[..plan.FrameBytes]);
        return plan.FrameBytes;
    }

    /// <summary>Checks a message and finds the size of its frame, so that the rest can happen under a lock without a surprise.</summary>
    internal static FramePlan Measure<TFraming, THeader, T>(in T message, in THeader header, ReadOnlySpan<long> profile, bool fromServer)
        where TFraming : struct, IFraming<THeader>
        where THeader : struct
        where T : struct, IMessage<T>
    {
        var key = TFraming.HasSides ? TFraming.FrameKey(T.GetKey(in message), fromServer) : T.GetKey(in message);
        var bodySize = MeasureBody<TFraming, THeader, T>(in message, in header, profile, fromServer);
        if (TFraming.TrimsBodies) bodySize = MeasureTrimmed<TFraming, THeader, T>(in message, in header, bodySize, profile, fromServer);
        byte[]? body = null;
        if (TFraming.ChangesBodies && TFraming.IsTransformed(in header, key, profile))
        {
            body = Transform<TFraming, THeader, T>(in message, in header, key, bodySize, profile, fromServer);
            bodySize = body.Length;
        }

        var frameSize = TFraming.GetFrameSize(in header, key, bodySize, out var bodyOffset);
        // Unsigned, so that a sum that overflowed is too large as well.
        if ((uint)frameSize > (uint)TFraming.MaxFrameBytes) throw EncodeException.FrameTooLarge(T.Name, (uint)frameSize, TFraming.MaxFrameBytes);
        var plan = new FramePlan(frameSize, key, bodyOffset, bodySize, body, fromServer);
        if (TFraming.IsEscaped && WorstWireBytes(frameSize) > TFraming.MaxWireBytes) MeasureWire<TFraming, THeader, T>(in message, in header, in plan, profile);
        return plan;
    }

    /// <summary>Writes a measured message to exactly its plain frame.</summary>
    internal static void WritePlain<TFraming, THeader, T>(
        in T message, in THeader header, in FramePlan plan, ReadOnlySpan<long> profile, Span<byte> frame)
        where TFraming : struct, IFraming<THeader>
        where THeader : struct
        where T : struct, IMessage<T>
    {
        var body = frame.Slice(plan.BodyOffset, plan.BodyBytes);
        if (plan.Body is { } transformed) transformed.CopyTo(body);
        else if (TFraming.TrimsBodies) WriteTrimmed<TFraming, THeader, T>(in message, in header, body, profile, plan.FromServer);
        else WriteBody<TFraming, THeader, T>(in message, in header, body, profile, plan.FromServer);
        if (TFraming.HasLengths)
        {
            var kind = KindOf<TFraming, THeader, T>(plan.FromServer);
            TFraming.GetOuter(kind, in header, profile, out var outer);
            T.Complete(in message, ref outer);
            TFraming.WriteLengths(frame, kind, in outer);
        }

        TFraming.Seal(frame, in header, plan.Key, plan.BodyBytes);
    }

    /// <summary>Writes a measured message behind what a buffer holds, as it goes onto the wire.</summary>
    /// <returns>The bytes written.</returns>
    internal static int Append<TFraming, THeader, T>(
        ref FrameBuffer buffer, in T message, in THeader header, in FramePlan plan, ReadOnlySpan<long> profile)
        where TFraming : struct, IFraming<THeader>
        where THeader : struct
        where T : struct, IMessage<T>
    {
        var bytes = plan.FrameBytes;
        if (TFraming.HasFramer) return AppendWrapped<TFraming, THeader, T>(ref buffer, in message, in header, in plan, profile);
        if (!TFraming.IsEscaped)
        {
            WritePlain<TFraming, THeader, T>(in message, in header, in plan, profile, buffer.Reserve(bytes));
        }
        else
        {
            var space = buffer.Reserve(WorstWireBytes(bytes));
            WritePlain<TFraming, THeader, T>(in message, in header, in plan, profile, space.Slice(1, bytes));
            bytes = EscapeInPlace<TFraming, THeader>(space, bytes);
        }

        buffer.Commit(bytes);
        return bytes;
    }

    /// <summary>Writes a plain frame that was sealed already behind what a buffer holds, as it goes onto the wire.</summary>
    /// <returns>The bytes written.</returns>
    internal static int Append<TFraming, THeader>(ref FrameBuffer buffer, ReadOnlySpan<byte> plain)
        where TFraming : struct, IFraming<THeader>
        where THeader : struct
    {
        var bytes = plain.Length;
        if (TFraming.HasFramer) return AppendWrapped<TFraming, THeader>(ref buffer, plain);
        if (!TFraming.IsEscaped)
        {
            plain.CopyTo(buffer.Reserve(bytes));
        }
        else
        {
            var space = buffer.Reserve(WorstWireBytes(bytes));
            plain.CopyTo(space[1..]);
            bytes = EscapeInPlace<TFraming, THeader>(space, bytes);
        }

        buffer.Commit(bytes);
        return bytes;
    }

    private static int AppendWrapped<TFraming, THeader, T>(
        ref FrameBuffer buffer, in T message, in THeader header, in FramePlan plan, ReadOnlySpan<long> profile)
        where TFraming : struct, IFraming<THeader>
        where THeader : struct
        where T : struct, IMessage<T>
    {
        var array = ArrayPool<byte>.Shared.Rent(plan.FrameBytes);
        try
        {
            var plain = array.AsSpan(0, plan.FrameBytes);
            WritePlain<TFraming, THeader, T>(in message, in header, in plan, profile, plain);
            return AppendWrapped<TFraming, THeader>(ref buffer, plain);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }

    private static int AppendWrapped<TFraming, THeader>(ref FrameBuffer buffer, ReadOnlySpan<byte> plain)
        where TFraming : struct, IFraming<THeader>
        where THeader : struct
    {
        using var wire = BoundedWriter.Rent(int.MaxValue);
        TFraming.Wrap(plain, wire);
        buffer.Append(wire.Written);
        return wire.Length;
    }

    // Once only: a transform may give other bytes each time, and the frame's size follows from them.
    private static byte[] Transform<TFraming, THeader, T>(in T message, in THeader header, long key, int bodySize, ReadOnlySpan<long> profile, bool fromServer)
        where TFraming : struct, IFraming<THeader>
        where THeader : struct
        where T : struct, IMessage<T>
    {
        if (bodySize > TFraming.MaxBodyBytes) throw EncodeException.FrameTooLarge(T.Name, bodySize, TFraming.MaxBodyBytes);
        var array = ArrayPool<byte>.Shared.Rent(bodySize);
        try
        {
            var body = array.AsSpan(0, bodySize);
            WriteBody<TFraming, THeader, T>(in message, in header, body, profile, fromServer);
            using var wire = BoundedWriter.Rent(int.MaxValue);
            TFraming.TransformBody(in header, key, body, wire);
            return wire.Written.ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }

    // The plain frame stands behind the first byte.
    private static int EscapeInPlace<TFraming, THeader>(Span<byte> space, int plainBytes)
        where TFraming : struct, IFraming<THeader>
        where THeader : struct
    {
        var size = TFraming.Escaping.GetSize(space.Slice(1, plainBytes));
        TFraming.Escaping.EscapeInPlace(space.Slice(1, size), plainBytes);
        space[0] = space[size + 1] = TFraming.Flag;
        return size + 2;
    }

    private static int WriteWrapped<TFraming, THeader, T>(in T message, in THeader header, in FramePlan plan, Span<byte> destination)
        where TFraming : struct, IFraming<THeader>
        where THeader : struct
        where T : struct, IMessage<T>
    {
        var buffer = default(FrameBuffer);
        try
        {
            var size = Append<TFraming, THeader, T>(ref buffer, in message, in header, in plan, TFraming.DefaultProfile);
            if (size > destination.Length) throw EncodeException.DestinationTooShort(T.Name, size, destination.Length);
            buffer.Written.CopyTo(destination);
            return size;
        }
        finally
        {
            buffer.Release();
        }
    }

    // How much escaping adds is known only once the frame is written.
    private static void MeasureWire<TFraming, THeader, T>(in T message, in THeader header, in FramePlan plan, ReadOnlySpan<long> profile)
        where TFraming : struct, IFraming<THeader>
        where THeader : struct
        where T : struct, IMessage<T>
    {
        var array = ArrayPool<byte>.Shared.Rent(plan.FrameBytes);
        try
        {
            var plain = array.AsSpan(0, plan.FrameBytes);
            WritePlain<TFraming, THeader, T>(in message, in header, in plan, profile, plain);
            var size = TFraming.Escaping.GetSize(plain) + 2L;
            if (size > TFraming.MaxWireBytes) throw EncodeException.FrameTooLarge(T.Name, size, TFraming.MaxWireBytes);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }

    // What a message is dispatched as, with the side where that makes a difference.
    private static long KindOf<TFraming, THeader, T>(bool fromServer)
        where TFraming : struct, IFraming<THeader>
        where THeader : struct
        where T : struct, IMessage<T> => TFraming.HasSides ? TFraming.FrameKey(T.Kind, fromServer) : T.Kind;

    private static int MeasureBody<TFraming, THeader, T>(in T message, in THeader header, ReadOnlySpan<long> profile, bool fromServer)
        where TFraming : struct, IFraming<THeader>
        where THeader : struct
        where T : struct, IMessage<T>
    {
        if (!TFraming.HasParameters) return T.GetSize(in message);
        TFraming.GetOuter(KindOf<TFraming, THeader, T>(fromServer), in header, profile, out var outer);
        return T.GetSize(in message, in outer);
    }

    private static void WriteBody<TFraming, THeader, T>(in T message, in THeader header, Span<byte> body, ReadOnlySpan<long> profile, bool fromServer)
        where TFraming : struct, IFraming<THeader>
        where THeader : struct
        where T : struct, IMessage<T>
    {
        if (TFraming.HasParameters)
        {
            TFraming.GetOuter(KindOf<TFraming, THeader, T>(fromServer), in header, profile, out var outer);
            T.Encode(in message, in outer, body);
        }
        else
        {
            T.Encode(in message, body);
        }
    }

    // How much of a body goes onto the wire is known only once it is written.
    private static int MeasureTrimmed<TFraming, THeader, T>(in T message, in THeader header, int bodySize, ReadOnlySpan<long> profile, bool fromServer)
        where TFraming : struct, IFraming<THeader>
        where THeader : struct
        where T : struct, IMessage<T>
    {
        var array = ArrayPool<byte>.Shared.Rent(bodySize);
        try
        {
            var whole = array.AsSpan(0, bodySize);
            WriteBody<TFraming, THeader, T>(in message, in header, whole, profile, fromServer);
            return BodyPadding.Cut(whole, TFraming.BodyPad, TFraming.MinBodyBytes);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }

    private static void WriteTrimmed<TFraming, THeader, T>(in T message, in THeader header, Span<byte> body, ReadOnlySpan<long> profile, bool fromServer)
        where TFraming : struct, IFraming<THeader>
        where THeader : struct
        where T : struct, IMessage<T>
    {
        var bodySize = MeasureBody<TFraming, THeader, T>(in message, in header, profile, fromServer);
        var array = ArrayPool<byte>.Shared.Rent(bodySize);
        try
        {
            var whole = array.AsSpan(0, bodySize);
            WriteBody<TFraming, THeader, T>(in message, in header, whole, profile, fromServer);
            whole[..body.Length].CopyTo(body);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }
}
