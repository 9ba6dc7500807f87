namespace ProtoGen.Framing;

/// <summary>The parts of one plain frame.</summary>
/// <param name="Length">The bytes of the whole frame.</param>
/// <param name="Key">What the dispatcher switches on.</param>
/// <param name="BodyOffset">Where the body begins.</param>
/// <param name="BodyLength">The bytes of the body.</param>
public readonly record struct FrameHead(int Length, long Key, int BodyOffset, int BodyLength);
