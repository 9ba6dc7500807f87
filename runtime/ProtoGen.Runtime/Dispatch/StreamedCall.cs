using ProtoGen.Connections;

namespace ProtoGen.Dispatch;

/// <summary>A request whose answer is several messages, as its connection sees it.</summary>
internal abstract class StreamedCall : PendingCall
{
    protected StreamedCall() => IsStreamed = true;

    /// <summary>Whose messages it gets; told of what is read of them.</summary>
    public EngineConnection? Connection { get; set; }

    /// <summary>Ends one that nobody has seen.</summary>
    public void Discard() => Withdraw();
}
