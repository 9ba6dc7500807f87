namespace ProtoGen.Schema.Layout.Walk;

/// <summary>What stands first in received bytes.</summary>
/// <param name="Status">Whether it is a frame.</param>
/// <param name="Length">The bytes of the frame on the wire, or those that cannot be one; 0 where nobody knows how many.</param>
/// <param name="Failure">Why it is no frame; null where it is, or where more bytes have to come.</param>
public sealed record FrameCut(FrameCutStatus Status, int Length, BodyFailure? Failure)
{
    internal static FrameCut NeedMore { get; } = new(FrameCutStatus.NeedMore, 0, null);

    internal static FrameCut Of(int length) => new(FrameCutStatus.Frame, length, null);

    internal static FrameCut Invalid(string problem, int length = 0) => new(FrameCutStatus.Invalid, length, new("", 0, problem));
}

/// <summary>Whether received bytes begin with a frame.</summary>
public enum FrameCutStatus
{
    /// <summary>They do.</summary>
    Frame,

    /// <summary>They may, once more have come.</summary>
    NeedMore,

    /// <summary>They do not.</summary>
    Invalid,
}
