namespace ProtoGen.Framing;

/// <summary>A frame about to be written.</summary>
/// <param name="FrameBytes">The whole plain frame.</param>
/// <param name="Key">The message's key.</param>
/// <param name="BodyOffset">Where the body begins.</param>
/// <param name="BodyBytes">The body.</param>
/// <param name="Body">The body as it goes onto the wire, where it was transformed: doing so twice may give other bytes.</param>
internal readonly record struct FramePlan(int FrameBytes, long Key, int BodyOffset, int BodyBytes, byte[]? Body = null)
{
    public FrameHead Head => new(FrameBytes, Key, BodyOffset, BodyBytes);
}
