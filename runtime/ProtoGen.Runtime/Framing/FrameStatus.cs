namespace ProtoGen;

/// <summary>What stands at the start of the bytes received so far.</summary>
public enum FrameStatus
{
    /// <summary>A whole frame.</summary>
    Frame,

    /// <summary>The beginning of a frame, or nothing.</summary>
    NeedMore,

    /// <summary>A frame that announces more bytes than allowed. Nothing after it can be trusted.</summary>
    TooLarge,

    /// <summary>Bytes that no frame begins with or ends in.</summary>
    Malformed,
}
