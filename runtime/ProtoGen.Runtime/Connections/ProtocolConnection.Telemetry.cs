using System.Diagnostics;
using ProtoGen.Framing;
using ProtoGen.Telemetry;

namespace ProtoGen.Connections;

// Handlers are traced and frames logged only where somebody listens.
public abstract partial class ProtocolConnection<TFraming, THeader>
{
    /// <summary>The schema's name of a message that a handler takes; null where it has none.</summary>
    protected virtual string? MessageName(long key) => null;

    // The trace belongs to whoever has the turn. A handler that suspends may end it, and begin the next, before this returns.
    private DispatchResult DispatchTraced(in FrameHead head, ReadOnlySpan<byte> frame)
    {
        var outer = Activity.Current;
        Rare.Trace = new(Set, MessageName(MessageKey(head.Key)));
        var result = DispatchUntraced(in head, frame, isImmediate: false);
        if (result != DispatchResult.Suspended) EndTrace();
        if (Activity.Current != outer) Activity.Current = outer;
        return result;
    }

    private void EndTrace()
    {
        if (_rarities is not { } rarities) return;
        var trace = rarities.Trace;
        rarities.Trace = default;
        trace.End();
    }

    private void FailTrace(Exception exception) => _rarities?.Trace.Fail(exception);

    private bool TracesHandlers => Batch is { } batch ? batch.TracesHandlers : HandlerTrace.IsWanted;

    /// <inheritdoc/>
    private protected sealed override void LogOutput(FrameLog log, ReadOnlySpan<byte> bytes)
    {
        // What is escaped or wrapped, or read by the state of the peer's conversation, is written as it goes.
        while (!TFraming.IsEscaped && !TFraming.HasFramer && !TFraming.HasStates
            && TFraming.ReadHead(bytes, TFraming.MaxFrameBytes, out var head) == FrameStatus.Frame && head.Length > 0)
        {
            log.Write(Id, isSent: true, head.Key, bytes[..head.Length]);
            bytes = bytes[head.Length..];
            if (bytes.IsEmpty) return;
        }

        log.Write(Id, isSent: true, null, bytes);
    }
}
