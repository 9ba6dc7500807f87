namespace ProtoGen.Framing;

/// <summary>The sizes of a frame about to be written.</summary>
/// <param name="FrameBytes">The whole frame.</param>
/// <param name="BodyOffset">Where the body begins.</param>
/// <param name="BodyBytes">The body.</param>
internal readonly record struct FramePlan(int FrameBytes, int BodyOffset, int BodyBytes);
