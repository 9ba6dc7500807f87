namespace ProtoGen.Framing;

/// <summary>A frame about to be written.</summary>
/// <param name="FrameBytes">The whole plain frame.</param>
/// <param name="Key">The message's key.</param>
/// <param name="BodyOffset">Where the body begins.</param>
/// <param name="BodyBytes">The body.</param>
internal readonly record struct FramePlan(int FrameBytes, long Key, int BodyOffset, int BodyBytes)
{
    public FrameHead Head => new(FrameBytes, Key, BodyOffset, BodyBytes);
}
