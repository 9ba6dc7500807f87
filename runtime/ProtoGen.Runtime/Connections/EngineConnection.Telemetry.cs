using ProtoGen.Telemetry;

namespace ProtoGen.Connections;

// What is counted and measured of a connection. The counters of its server or client and the instruments are fed in the same places.
public abstract partial class EngineConnection
{
    private long _startedAt;
    private bool _wasReady;

    /// <summary>About what waits to be sent: read without the gate.</summary>
    internal int QueuedBytes => Math.Max(0, Volatile.Read(ref _output)?.QueuedBytes ?? 0);

    private protected ConnectionSet Set => _group.Set;

    private protected FrameLog? Frames => Environment.Frames;

    /// <summary>The client made this connection after it had lost one.</summary>
    internal void CountReconnect() => Instruments.Reconnects.Add(1, Set.Tags);

    /// <summary>Becomes one of the live connections.</summary>
    internal void Join() => _group.Add(this);

    private protected void CountReceived(int bytes)
    {
        if (Instruments.Bytes.Enabled) Instruments.Bytes.Add(bytes, Set.Received);
    }

    private protected void CountReceivedFrames(int frames)
    {
        if (frames != 0 && Instruments.Messages.Enabled) Instruments.Messages.Add(frames, Set.Received);
    }

    private protected void CountSentFrame()
    {
        if (Instruments.Messages.Enabled) Instruments.Messages.Add(1, Set.Sent);
    }

    private protected void CountLateReply()
    {
        Counters.CountLateReply();
        Instruments.LateReplies.Add(1, Set.Tags);
    }

    private protected void RecordRoundTrip()
    {
        if (Instruments.HeartbeatRoundTrip.Enabled) Instruments.HeartbeatRoundTrip.Record(HeartbeatRoundTrip.TotalSeconds, Set.Tags);
    }

    /// <summary>Writes what goes to the transport to the log.</summary>
    private protected abstract void LogOutput(FrameLog log, ReadOnlySpan<byte> bytes);

    private void CountSent(int bytes)
    {
        if (Instruments.Bytes.Enabled) Instruments.Bytes.Add(bytes, Set.Sent);
    }

    private void CountHeartbeat()
    {
        Counters.CountHeartbeat();
        Instruments.HeartbeatsSent.Add(1, Set.Tags);
    }

    private void CountStart()
    {
        _startedAt = Clock.Now;
        Join();
        // It may have ended before it began, by its own handler.
        if (Lifetime.HasEnded) _group.Remove(this);
    }

    private void CountEnd(DisconnectReason reason)
    {
        Counters.CountEnd(reason);
        _group.Remove(this);
        if (reason == DisconnectReason.HeartbeatTimeout) Instruments.HeartbeatTimeouts.Add(1, Set.Tags);
        if (!_wasReady) Instruments.Rejections.Add(1, Set.For(reason));
        if (_startedAt != 0) Instruments.ConnectionDuration.Record(Clock.ToTimeSpan(Clock.Now - _startedAt).TotalSeconds, Set.For(reason));
    }
}
