namespace ProtoGen.Framing;

/// <summary>A frame about to be written.</summary>
/// <param name="FrameBytes">The whole plain frame.</param>
/// <param name="Key">The frame's key.</param>
/// <param name="BodyOffset">Where the body begins.</param>
/// <param name="BodyBytes">The body.</param>
/// <param name="Body">The body as it goes onto the wire, where it was transformed: doing so twice may give other bytes.</param>
/// <param name="FromServer">Whether the server says it, where that makes a difference.</param>
internal readonly record struct FramePlan(int FrameBytes, long Key, int BodyOffset, int BodyBytes, byte[]? Body = null, bool FromServer = false)
{
    public FrameHead Head => new(FrameBytes, Key, BodyOffset, BodyBytes);
}
