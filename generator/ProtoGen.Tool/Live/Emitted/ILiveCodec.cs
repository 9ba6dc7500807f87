namespace ProtoGen.Tool.Live.Emitted;

/// <summary>One emitted message, where only its name is known: record and bytes of the body. Headers and records are boxed.</summary>
internal interface ILiveCodec
{
    /// <summary>The emitted record's type.</summary>
    Type Record { get; }

    /// <summary>Makes the record of a body.</summary>
    /// <param name="body">The bytes.</param>
    /// <param name="key">The key of its frame, where the message holds an unknown id.</param>
    /// <param name="outer">What the body takes from outside, in the order of the message's parameters.</param>
    /// <exception cref="ArgumentException">The bytes are no such message; says where.</exception>
    object Decode(byte[] body, long key, ReadOnlySpan<long> outer);

    /// <summary>The body of a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="header">The header of its frame; null for a default one.</param>
    /// <param name="profile">The facts of the connection.</param>
    /// <param name="fromServer">Whether only the server says it.</param>
    /// <exception cref="EncodeException">A value cannot be represented.</exception>
    LiveBody Encode(object record, object? header, ReadOnlySpan<long> profile, bool fromServer);

    /// <summary>The header of a plain frame.</summary>
    object ReadHeader(byte[] plain, long key, int bodyOffset, int bodyLength);
}

/// <summary>A body, the key of its frame, and what the body took from outside.</summary>
internal sealed record LiveBody(byte[] Bytes, long Key, WireOuter Outer);
