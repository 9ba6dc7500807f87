using ProtoGen.Dispatch;
using ProtoGen.Telemetry;

namespace ProtoGen.Connections;

// The send role, and the pause of reading that follows from what is queued.
public abstract partial class EngineConnection
{
    private bool _isPaused;

    // So many bytes of the batch's replies were there when the handler began that runs now. Written by the receive thread, zeroed under the gate.
    private int _published;

    /// <summary>While a thread is inside <see cref="Connection.OnReceived"/>: what it commits is sent at the end of its batch.</summary>
    private protected ReceiveBatch? Batch { get; private set; }

    private bool IsOnReceiveThread => Batch is { IsHere: true };

    /// <inheritdoc/>
    public sealed override bool TryTakeOutput(out ReadOnlyMemory<byte> bytes)
    {
        // Most ask once more when all is gone. Who adds output asks for a send afterwards, and the transport looks again.
        bytes = default;
        if (Volatile.Read(ref _output) is null) return false;
        lock (Gate)
        {
            if (!Output.TryTake(out bytes)) return false;
            Output.ProgressAt = SteadyNow;
        }

        if (Frames is { IsEnabled: true } log) LogOutput(log, bytes.Span);
        return true;
    }

    /// <inheritdoc/>
    public sealed override void OnSent(int bytes)
    {
        // What the batch sends at its end went when the batch began, or a little later: a beat may come early. Asking for the time is dear.
        var now = Batch is { IsHere: true } batch ? batch.BegunAt : SteadyNow;
        Beats.Sent(now);
        CountSent(bytes);
        bool resume;
        lock (Gate)
        {
            if (Lifetime.HasEnded) return;
            Output.Sent(bytes);
            // Not the batch's time: what its handlers took is not the peer's.
            if (Output.IsSending) Output.ProgressAt = SteadyNow;
            if (Waiting.Count != 0 && Output.IsBelowLowWatermark) CommitWaiting();
            ReleaseOutput();
            resume = TryResume();
        }

        if (resume) Transport.RequestReceive();
    }

    /// <summary>The steady time of the batch: it stands still while this process does.</summary>
    private protected ReceiveBatch BeginBatch() => Batch = ReceiveBatch.Begin(SteadyNow, Frames is { IsEnabled: true }, HandlerTrace.IsWanted);

    private protected void EndBatch(ReceiveBatch batch)
    {
        Batch = null;
        batch.End();
    }

    // Under the gate.
    private protected OutputQueue OpenOutput() => _output ??= OutputQueue.Rent(Limits);

    // Under the gate. The offsets of requests in flight are those of this queue.
    private void ReleaseOutput()
    {
        if (_output is not { IsBusy: false } empty || Requests.Count != 0) return;
        _output = null;
        empty.Return();
    }

    /// <summary>Sends unless the transport does already or the end of the batch will.</summary>
    private protected void RequestSend()
    {
        if (!IsOnReceiveThread) Transport.RequestSend();
    }

    /// <summary>Before a handler begins, on the receive thread: what it sends, here or on another thread, must not overtake the replies before it.</summary>
    private protected void PublishReplies(int bytes) => Volatile.Write(ref _published, bytes);

    private protected bool HasPublishedReplies => Volatile.Read(ref _published) != 0;

    /// <summary>Before anything is added to the user lane: replies that must not be overtaken by it go first. Under the gate.</summary>
    private protected void MergeEarlierReplies()
    {
        if (IsOnReceiveThread)
        {
            MergeReplies();
            return;
        }

        // Only a batch that goes on has published any, and it is this connection's as long as the gate is held.
        var published = Volatile.Read(ref _published);
        if (published != 0 && Batch is { } batch && batch.Merged < published)
        {
            OpenOutput().AppendUser(batch.Replies.Between(batch.Merged, published));
            batch.Merged = published;
        }
    }

    /// <summary>Puts the replies of the batch into the user lane. Under the gate, on the receive thread.</summary>
    private protected void MergeReplies()
    {
        if (Batch is not { Replies.Length: not 0 } batch) return;
        if (Lifetime.HasEnded) batch.Replies.Release();
        else if (batch.Merged == 0) OpenOutput().AppendUser(ref batch.Replies);
        else MergeRest(batch);
        batch.Merged = _published = 0;
    }

    private void MergeRest(ReceiveBatch batch)
    {
        OpenOutput().AppendUser(batch.Replies.Between(batch.Merged, batch.Replies.Length));
        batch.Replies.Empty();
    }

    /// <summary>Takes over a frame that waited for this connection, whatever the watermarks say: it was bounded where it waited.</summary>
    internal bool TryAdopt(in WaitingFrame frame)
    {
        var deadline = frame.Call.Deadline;
        lock (Gate)
        {
            if (!Lifetime.IsOpen) return false;
            if (Limits.MaxPendingRequests is not null && (Waiting.Count != 0 || MustWaitForReply(in frame, ref deadline))) Calls.Waiting.Add(frame);
            else Commit(in frame);
        }

        CoverDeadline(deadline);
        return true;
    }

    /// <summary>Sends a plain frame that was encoded elsewhere.</summary>
    internal abstract SendResult TrySendEncoded(in PushedFrame frame);

    internal void SendAdopted() => RequestSend();

    // Under the gate.
    private protected SendResult CheckSend(int frameBytes)
    {
        if (!Lifetime.IsOpen) return SendResult.Closed;
        if (!IsReady) return SendResult.NotReady;
        // Those that wait for room came first.
        return Waiting.Count == 0 && Output.HasRoomFor(frameBytes) ? SendResult.Sent : SendResult.QueueFull;
    }

    // Under the gate.
    private protected bool MustWait() => Waiting.Count != 0 || (Output.IsAboveHighWatermark && Output.IsBusy);

    // Under the gate. Brings the deadline forward to when a place is free at the latest.
    private protected bool MustWaitForReply(ref long deadline)
    {
        if (Limits.MaxPendingRequests is not { } most || Requests.CountPending(Clock.Now, out var earliest) < most) return false;
        deadline = Math.Min(deadline, earliest);
        return true;
    }

    private bool MustWaitForReply(in WaitingFrame frame, ref long deadline) => frame.Call.ReplyKeys is not null && MustWaitForReply(ref deadline);

    // Under the gate, when a request may have given its place up.
    private protected void CommitNextRequests(ref long due)
    {
        if (Limits.MaxPendingRequests is null || Waiting.Count == 0 || !Lifetime.IsOpen) return;
        CommitWaiting();
        if (Waiting.Count != 0) MustWaitForReply(ref due);
    }

    // Under the gate, once the frame of the call was committed.
    private protected void Track(PendingCall call)
    {
        if (call.ReplyKeys is null) return;
        call.EndOffset = Output.UserBytesCommitted;
        Calls.Requests.Add(call);
    }

    // Under the gate. A pause would keep the reply out that a handler may be waiting for; but a peer that asks and does not read may not
    // make us keep its replies without end.
    private protected bool ShouldPause(int backlogBytes) => Requests.Count == 0
        ? backlogBytes > Limits.BacklogBytes || Output.IsAboveHalfCap
        : backlogBytes > Limits.BacklogHardBytes || Output.QueuedBytes > Math.Max(Limits.BacklogHardBytes, Limits.SendCapBytes);

    // Under the gate, at the end of every batch: a transport that was told to go on before it had stopped is not paused any more.
    private protected bool SetPaused(bool paused) => _isPaused = paused;

    // Under the gate; true where the transport has to be told.
    private protected bool TryResume()
    {
        if (!_isPaused || !MayResume) return false;
        _isPaused = false;
        // The silence was ours.
        var now = SteadyNow;
        Beats.Forgive(now);
        Unfinished.Forgive(now);
        return true;
    }

    /// <summary>Whether what the pause was for has gone down far enough. Under the gate.</summary>
    private protected abstract bool MayResume { get; }

    /// <summary>So many bytes of a streamed reply wait for their reader. Receive role.</summary>
    internal abstract void Streamed(int bytes);

    /// <summary>So many of them were read.</summary>
    internal abstract void StreamRead(int bytes);

    // Under the gate. At the end all go that need not wait for a reply, whatever the watermarks say: they were bounded where they waited.
    private protected void CommitWaiting(bool isEnd = false)
    {
        if (Lifetime.HasSaidFarewell) return;
        var due = long.MaxValue;
        while ((isEnd || !Output.IsAboveHighWatermark) && Waiting.TryPeek(out var next) && !MustWaitForReply(in next, ref due) && Waiting.TryTake(out var frame)) Commit(in frame);
    }

    private protected void Commit(in WaitingFrame frame)
    {
        if (!frame.Call.TryMarkInFlight())
        {
            frame.Call.Release();
        }
        else if (TryTransmit(in frame))
        {
            var isKept = frame.Call.IsResent;
            if (isKept) frame.Call.Keep(in frame);
            Track(frame.Call);
            frame.Call.Sent();
            if (isKept) return;
        }
        else
        {
            frame.Call.Refuse(ConnectionException.QueueFull());
            frame.Call.Release();
        }

        frame.Release();
    }

    // Puts a frame that waited into the send queue; false where it cannot be numbered. Under the gate.
    private protected abstract bool TryTransmit(in WaitingFrame frame);
}
