namespace ProtoGen.Framing;

/// <summary>What became of a part of a body.</summary>
public enum PartStatus
{
    /// <summary>The body is whole.</summary>
    Whole,

    /// <summary>More parts must come.</summary>
    Kept,

    /// <summary>It is no part of anything, or too much waits for other parts: the frame is malformed.</summary>
    Refused,
}

/// <summary>
/// Joins bodies that come in several frames. The schema names the type by <c>reassemble:</c>; each connection makes one with its constructor
/// without parameters, and calls it from one thread at a time, in the order of arrival. <see cref="NumberedParts"/> and
/// <see cref="ChainedParts"/> do the work for most protocols.
/// </summary>
/// <typeparam name="THeader">The protocol's emitted header; <see cref="NoHeader"/> where frames have none.</typeparam>
public interface IReassembler<THeader> where THeader : struct
{
    /// <summary>Takes the body of a frame. What it throws counts as <see cref="PartStatus.Refused"/>.</summary>
    /// <param name="header">The frame's header.</param>
    /// <param name="key">What tells its message from others: the <c>Wire.Key</c> of the message.</param>
    /// <param name="part">The bytes, which are gone when this returns.</param>
    /// <param name="body">The whole body, valid until the next call; may be <paramref name="part"/> itself. It is dispatched with the header
    /// of the frame that completed it.</param>
    PartStatus Add(in THeader header, long key, ReadOnlySpan<byte> part, out ReadOnlySpan<byte> body);
}
