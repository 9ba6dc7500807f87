using ProtoGen.Telemetry;

namespace ProtoGen.Connections;

/// <summary>What happened on the connections of one server or client.</summary>
public sealed class ConnectionCounters
{
    private readonly long[] _ended = new long[Enum.GetValues<DisconnectReason>().Length];
    private readonly long[] _rejected = new long[Enum.GetValues<RejectionReason>().Length];
    private long _unknownMessages;
    private long _lateReplies;
    private long _unheardPushes;
    private long _handlerFaults;
    private long _heartbeatsSent;
    private long _skippedBytes;

    /// <summary>Messages of an unknown id that were skipped.</summary>
    public long UnknownMessages => Volatile.Read(ref _unknownMessages);

    /// <summary>Replies that nobody waited for.</summary>
    public long LateReplies => Volatile.Read(ref _lateReplies);

    /// <summary>Pushes that neither a handler nor a stream took.</summary>
    public long UnheardPushes => Volatile.Read(ref _unheardPushes);

    /// <summary>Handlers that threw.</summary>
    public long HandlerFaults => Volatile.Read(ref _handlerFaults);

    /// <summary>Heartbeats sent.</summary>
    public long HeartbeatsSent => Volatile.Read(ref _heartbeatsSent);

    /// <summary>Bytes that were no frame and were skipped up to the next one, where the protocol goes on after them.</summary>
    public long SkippedBytes => Volatile.Read(ref _skippedBytes);

    /// <summary>Connections that ended for a reason.</summary>
    public long EndedBy(DisconnectReason reason) => Volatile.Read(ref _ended[(int)reason]);

    /// <summary>Connections of a server that were refused, or made to wait, for a reason.</summary>
    public long RejectedBy(RejectionReason reason) => Volatile.Read(ref _rejected[(int)reason]);

    /// <summary>The class of the server or client.</summary>
    internal string Owner { get; init; } = "";

    internal void CountRejection(RejectionReason reason)
    {
        Interlocked.Increment(ref _rejected[(int)reason]);
        Instruments.Refusals.Add(1, new("protogen.owner", Owner), new("error.type", reason.ToString()));
    }

    internal void CountEnd(DisconnectReason reason) => Interlocked.Increment(ref _ended[(int)reason]);

    internal void CountUnknownMessage() => Interlocked.Increment(ref _unknownMessages);

    internal void CountLateReply() => Interlocked.Increment(ref _lateReplies);

    internal void CountUnheardPush() => Interlocked.Increment(ref _unheardPushes);

    internal void CountHandlerFault() => Interlocked.Increment(ref _handlerFaults);

    internal void CountSkipped(int bytes) => Interlocked.Add(ref _skippedBytes, bytes);

    internal void CountHeartbeat() => Interlocked.Increment(ref _heartbeatsSent);
}
