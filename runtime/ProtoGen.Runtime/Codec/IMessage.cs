namespace ProtoGen;

/// <summary>What every emitted message is. Emitted types implement the members explicitly, so that a field may have any name.</summary>
/// <typeparam name="TSelf">The message itself.</typeparam>
public interface IMessage<TSelf> where TSelf : struct, IMessage<TSelf>
{
    /// <summary>The message's name, for logs and errors.</summary>
    static abstract string Name { get; }

    /// <summary>Whether its sender may send it again when no reply came, without harm: the schema's <c>idempotent</c>.</summary>
    static virtual bool IsIdempotent => false;

    /// <summary>The number that the protocol's framing writes and the dispatcher switches on; made by the generator.</summary>
    /// <param name="message">The message.</param>
    /// <exception cref="EncodeException">The message stands for unknown ids and has that of a message which is known, or one that the frame cannot hold.</exception>
    static abstract long GetKey(in TSelf message);

    /// <summary>The key by which it is dispatched. Another than <see cref="GetKey"/> says only where a message stands for unknown ids: its
    /// keys hold them, and are dispatched alike.</summary>
    static virtual long Kind => TSelf.GetKey(default);

    /// <summary>The bytes of the body. Every value is checked here, before a byte is written.</summary>
    /// <param name="message">The message.</param>
    /// <exception cref="EncodeException">A value cannot be represented on the wire.</exception>
    static abstract int GetSize(in TSelf message);

    /// <summary>Writes the body.</summary>
    /// <param name="message">A message that <see cref="GetSize(in TSelf)"/> accepted.</param>
    /// <param name="body">Exactly as long as <see cref="GetSize(in TSelf)"/> said.</param>
    static abstract void Encode(in TSelf message, Span<byte> body);

    /// <summary>Reads a body. Never throws and never reads past its end.</summary>
    /// <param name="body">The whole body, no byte more.</param>
    /// <param name="message">The message, or default.</param>
    /// <param name="error">What is wrong with the first bad field.</param>
    /// <returns>Whether the body is a legal message.</returns>
    static abstract bool TryDecode(ReadOnlySpan<byte> body, out TSelf message, out DecodeError error);

    /// <summary>The bytes of the body, where they depend on the frame's header or on facts of the connection.</summary>
    /// <inheritdoc cref="GetSize(in TSelf)"/>
    /// <param name="message">The message.</param>
    /// <param name="outer">What the body takes from outside.</param>
    static virtual int GetSize(in TSelf message, in WireOuter outer) => TSelf.GetSize(in message);

    /// <summary>Puts the lengths in the frame's header that count fields of the message among what it takes from outside; nothing where the header has none.</summary>
    /// <param name="message">The message.</param>
    /// <param name="outer">What the body takes from outside.</param>
    /// <exception cref="EncodeException">A length does not hold the bytes.</exception>
    static virtual void Complete(in TSelf message, ref WireOuter outer)
    {
    }

    /// <summary>Writes the body, where it depends on the frame's header or on facts of the connection.</summary>
    /// <param name="message">A message that <see cref="GetSize(in TSelf, in WireOuter)"/> accepted.</param>
    /// <param name="outer">What the body takes from outside.</param>
    /// <param name="body">Exactly as long as the size said.</param>
    static virtual void Encode(in TSelf message, in WireOuter outer, Span<byte> body) => TSelf.Encode(in message, body);

    /// <summary>Reads a body, where it depends on the frame's header or on facts of the connection.</summary>
    /// <inheritdoc cref="TryDecode(ReadOnlySpan{byte}, out TSelf, out DecodeError)"/>
    /// <param name="body">The whole body, no byte more.</param>
    /// <param name="outer">What the body takes from outside.</param>
    /// <param name="message">The message, or default.</param>
    /// <param name="error">What is wrong with the first bad field.</param>
    static virtual bool TryDecode(ReadOnlySpan<byte> body, in WireOuter outer, out TSelf message, out DecodeError error) =>
        TSelf.TryDecode(body, out message, out error);
}

/// <summary>Ties a request to its reply, so that generic code infers both.</summary>
/// <typeparam name="TSelf">The request itself.</typeparam>
/// <typeparam name="TReply">What answers it.</typeparam>
public interface IRequest<TSelf, TReply> : IMessage<TSelf>
    where TSelf : struct, IRequest<TSelf, TReply>
    where TReply : struct, IMessage<TReply>;
