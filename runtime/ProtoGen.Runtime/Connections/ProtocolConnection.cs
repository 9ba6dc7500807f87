using ProtoGen.Framing;

namespace ProtoGen.Connections;

/// <summary>A connection that speaks one protocol. Emitted code derives from it and says what each message means.</summary>
/// <typeparam name="TFraming">The protocol's framing.</typeparam>
/// <typeparam name="THeader">What users read and set of its frames.</typeparam>
public abstract partial class ProtocolConnection<TFraming, THeader> : EngineConnection where TFraming : struct, IFraming<THeader> where THeader : struct
{
    // Replies are merged at the end of a batch; a batch this large is merged before.
    private const int MergeBytes = 32 << 10;

    private readonly ReceiveBuffer _received = new();
    private readonly Backlog _backlog = new();
    private readonly int _maxFrameBytes;
    private FrameBuffer _replies;
    private bool _isRegistered;

    /// <summary>Made by emitted connections.</summary>
    protected ProtocolConnection(ConnectionSetup setup) : base(setup) =>
        _maxFrameBytes = Math.Min(setup.Environment.Limits.MaxFrameBytes ?? int.MaxValue, TFraming.MaxFrameBytes);

    /// <summary>Whether the peer has to register before anything else. Default false.</summary>
    protected virtual bool RequiresRegistration => false;

    /// <summary>Whether a message is dealt with at once, also while a handler is pending: replies and heartbeats. Such a member never suspends.</summary>
    protected virtual bool IsImmediate(long key) => false;

    /// <summary>Whether a message may come before a registration that is required.</summary>
    protected virtual bool IsAllowedUnregistered(long key) => true;

    /// <summary>Decodes one body and hands it to its handler; the engine catches what handlers throw.</summary>
    /// <param name="head">The parts of the frame.</param>
    /// <param name="body">The body; valid until this returns.</param>
    protected abstract DispatchResult Dispatch(in FrameHead head, ReadOnlySpan<byte> body);

    /// <summary>Begins the life of the connection; the transport starts to read afterwards.</summary>
    internal void Start()
    {
        _isRegistered = !RequiresRegistration;
        StartTimer();
        BeginRegistration();
        bool isOpen;
        lock (Gate) isOpen = _isRegistered && !_awaitsRegistration && TryOpenUserLane();

        // With the lane open: a server may greet whoever connects.
        AnnounceConnected();
        if (isOpen) AnnounceReady();
        Transport.RequestSend();
    }

    /// <inheritdoc/>
    public sealed override Memory<byte> GetReceiveBuffer(Memory<byte> shared) => _received.GetSpace(shared);

    /// <inheritdoc/>
    public sealed override ReceiveStatus OnReceived(ReadOnlySpan<byte> bytes)
    {
        if (!Lifetime.IsOpen) return ReceiveStatus.Stop;
        var now = BeginBatch();
        Beats.Received(now - Timer.Stalled);

        var wasEmpty = _received.IsEmpty;
        var joined = _received.Join(bytes);
        var taken = TakeFrames(joined, out var hasTurn);
        _received.Keep(joined, taken);
        FrameUnfinished(_received.Length, wasEmpty || taken > 0, now);
        var status = EndBatch(hasTurn);
        ReceiveThread = 0;
        return status;
    }

    /// <inheritdoc/>
    public sealed override void OnInputEnded()
    {
        List<Dispatch.PendingCall> requests;
        lock (Gate) requests = Requests.TakeAll();
        foreach (var request in requests)
        {
            request.Fail(DisconnectReason.PeerClosed, null);
            request.Release();
        }

        if (_received.IsEmpty) CloseWhenIdle(DisconnectReason.PeerClosed);
        else Close(DisconnectReason.TruncatedFrame);
    }

    private int TakeFrames(ReadOnlySpan<byte> input, out bool hasTurn)
    {
        hasTurn = Turn.TryEnter();
        var taken = 0;
        while (taken < input.Length)
        {
            if (IsWindingDown && !Lifetime.IsOpen) return input.Length;
            var status = TFraming.ReadHead(input[taken..], _maxFrameBytes, out var head);
            if (status == FrameStatus.NeedMore) return taken;
            if (status != FrameStatus.Frame)
            {
                Log.MalformedFrame(Logger, Id, status);
                Close(status == FrameStatus.TooLarge ? DisconnectReason.FrameTooLarge : DisconnectReason.ProtocolViolation);
                return input.Length;
            }

            var frame = input.Slice(taken, head.Length);
            taken += head.Length;
            if (!hasTurn || IsWindingDown) TakeFrame(in head, frame, ref hasTurn);
            else if (DispatchSafely(in head, frame) == DispatchResult.Suspended) hasTurn = false;
        }

        return taken;
    }

    // The rarer ways of a frame: a handler is pending, or the connection is about to close.
    private void TakeFrame(in FrameHead head, ReadOnlySpan<byte> frame, ref bool hasTurn)
    {
        if (!hasTurn && IsImmediate(head.Key))
        {
            DispatchSafely(in head, frame);
            return;
        }

        while (!hasTurn)
        {
            if (TryPostpone(frame)) return;
            hasTurn = Turn.TryEnter();
        }

        // Asked after the turn was taken: a close that found the turn free is always seen here.
        if (IsWindingDown && !IsImmediate(head.Key)) return;
        if (DispatchSafely(in head, frame) == DispatchResult.Suspended) hasTurn = false;
    }

    private bool TryPostpone(ReadOnlySpan<byte> frame)
    {
        lock (Gate)
        {
            if (!Turn.IsHeld) return false;
            if (!IsWindingDown) _backlog.Add(frame);
            return true;
        }
    }

    private ReceiveStatus EndBatch(bool hasTurn)
    {
        bool pause, send;
        lock (Gate)
        {
            MergeReplies();
            if (hasTurn) Turn.Leave();
            send = Output.NeedsSend;
            pause = SetPaused(Lifetime.IsOpen && ShouldPause(_backlog.FillingBytes));
        }

        if (send) Transport.RequestSend();
        if (hasTurn) CloseIfAsked();
        if (!Lifetime.IsOpen) return ReceiveStatus.Stop;
        return pause ? ReceiveStatus.Pause : ReceiveStatus.Continue;
    }

    private DispatchResult DispatchSafely(in FrameHead head, ReadOnlySpan<byte> frame)
    {
        try
        {
            if (_isRegistered || IsAllowedUnregistered(head.Key)) return Dispatch(in head, frame.Slice(head.BodyOffset, head.BodyLength));
            Log.NotRegistered(Logger, Id, head.Key);
            Close(DisconnectReason.ProtocolViolation);
        }
        catch (Exception exception)
        {
            HandlerThrew(exception);
        }

        return DispatchResult.Done;
    }

    private void HandlerThrew(Exception exception)
    {
        // A handler that is told by its token, or by a send, that the connection has ended may well say so.
        if (exception is OperationCanceledException or ConnectionException && !Lifetime.IsOpen) return;
        Counters.CountHandlerFault();
        Log.HandlerFault(Logger, Id, exception);
        if (!Limits.KeepOnHandlerFault) Close(DisconnectReason.HandlerFault, exception);
    }

    private protected sealed override void MergeReplies()
    {
        if (_replies.Length == 0) return;
        if (Lifetime.HasEnded) _replies.Release();
        else Output.AppendUser(ref _replies);
    }
}
