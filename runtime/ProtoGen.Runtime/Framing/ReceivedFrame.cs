namespace ProtoGen.Framing;

/// <summary>A frame that arrived, as it is dispatched. Valid until the dispatch returns.</summary>
/// <typeparam name="THeader">What users read of the protocol's frames.</typeparam>
public readonly ref struct ReceivedFrame<THeader> where THeader : struct
{
    private readonly THeader _header;

    internal ReceivedFrame(long key, long frameKey, in THeader header, ReadOnlySpan<byte> body, bool isImmediate)
    {
        Key = key;
        FrameKey = frameKey;
        IsImmediate = isImmediate;
        _header = header;
        Body = body;
    }

    /// <summary>What the dispatcher switches on.</summary>
    public long Key { get; }

    /// <summary>What the framing found: the same, or the unknown id where a message stands for those.</summary>
    internal long FrameKey { get; }

    /// <summary>What users read of the frame.</summary>
    public THeader Header => _header;

    /// <summary>The body.</summary>
    public ReadOnlySpan<byte> Body { get; }

    /// <summary>Whether it is dealt with although the handler of a frame before it is pending.</summary>
    internal bool IsImmediate { get; }
}
