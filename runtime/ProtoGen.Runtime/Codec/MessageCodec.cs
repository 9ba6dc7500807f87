namespace ProtoGen.Codec;

/// <summary>The part of encoding that is the same for every message.</summary>
public static class MessageCodec
{
    /// <summary>The bytes of a message's body.</summary>
    /// <exception cref="EncodeException">A value cannot be represented on the wire.</exception>
    public static int GetSize<T>(in T message) where T : struct, IMessage<T> => T.GetSize(in message);

    /// <summary>The bytes of a message's body, given what it takes from outside.</summary>
    /// <exception cref="EncodeException">A value cannot be represented on the wire.</exception>
    public static int GetSize<T>(in T message, in WireOuter outer) where T : struct, IMessage<T> => T.GetSize(in message, in outer);

    /// <summary>Puts the lengths in the frame's header that count fields of a message among what it takes from outside.</summary>
    /// <exception cref="EncodeException">A length does not hold the bytes.</exception>
    public static void Complete<T>(in T message, ref WireOuter outer) where T : struct, IMessage<T> => T.Complete(in message, ref outer);

    /// <summary>Writes the body of a message that was measured, given what it takes from outside.</summary>
    public static void Write<T>(in T message, in WireOuter outer, Span<byte> body) where T : struct, IMessage<T> => T.Encode(in message, in outer, body);

    /// <summary>Checks a message, then writes its body to the start of <paramref name="destination"/>, given what it takes from outside.</summary>
    /// <returns>The bytes written.</returns>
    /// <exception cref="EncodeException">A value cannot be represented, or the destination is too short; nothing was written.</exception>
    public static int Encode<T>(in T message, in WireOuter outer, Span<byte> destination) where T : struct, IMessage<T>
    {
        var size = T.GetSize(in message, in outer);
        if (size > destination.Length) throw EncodeException.DestinationTooShort(T.Name, size, destination.Length);
        T.Encode(in message, in outer, destination[..size]);
        return size;
    }

    /// <summary>Checks a message, then writes its body to the start of <paramref name="destination"/>.</summary>
    /// <returns>The bytes written.</returns>
    /// <exception cref="EncodeException">A value cannot be represented, or the destination is too short; nothing was written.</exception>
    public static int Encode<T>(in T message, Span<byte> destination) where T : struct, IMessage<T>
    {
        var size = T.GetSize(in message);
        if (size > destination.Length) throw EncodeException.DestinationTooShort(T.Name, size, destination.Length);
        T.Encode(in message, destination[..size]);
        return size;
    }
}
