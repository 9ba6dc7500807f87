namespace ProtoGen.Framing;

/// <summary>How a protocol cuts bytes into frames; emitted. All members are pure functions.</summary>
public interface IFraming
{
    /// <summary>The largest legal frame in bytes: the schema's <c>maxSize</c>, or less where the length field cannot say as much.</summary>
    static abstract int MaxFrameBytes { get; }

    /// <summary>Looks at the start of the bytes received.</summary>
    /// <param name="input">Unread bytes.</param>
    /// <param name="maxFrameBytes">The limit in force; at most <see cref="MaxFrameBytes"/>.</param>
    /// <param name="head">The frame's parts. With <see cref="FrameStatus.NeedMore"/> only <see cref="FrameHead.Length"/> is set: the bytes
    /// of the whole frame if they are known already, else 0.</param>
    static abstract FrameStatus ReadHead(ReadOnlySpan<byte> input, int maxFrameBytes, out FrameHead head);

    /// <summary>The bytes of a whole frame around a body, and where in it the body begins.</summary>
    static abstract int GetFrameSize(int bodySize, out int bodyOffset);

    /// <summary>Writes everything of a frame but its body, which must stand in it already.</summary>
    /// <param name="frame">The whole frame.</param>
    /// <param name="key">The message's key.</param>
    /// <param name="bodySize">The bytes of the body.</param>
    static abstract void Seal(Span<byte> frame, long key, int bodySize);
}
