using ProtoGen.Dispatch;
using ProtoGen.Framing;
using ProtoGen.Telemetry;

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
    private FrameBuffer _replies;
    private bool _isRegistered;
    private int _framesTaken;
    private bool _logsFrames;
    private bool _tracesHandlers;
    private HandlerTrace _trace;

    /// <summary>Made by emitted connections.</summary>
    /// <param name="setup">What the server or client gives each connection.</param>
    /// <param name="state">The first state of the conversation as this side sees it, where the framing has states.</param>
    protected ProtocolConnection(ConnectionSetup setup, int state = 0) : base(setup)
    {
        _maxFrameBytes = Math.Min(setup.Environment.Limits.MaxFrameBytes ?? int.MaxValue, TFraming.MaxFrameBytes);
        // At worst every byte is escaped; what a framer makes of bytes nobody knows.
        _maxWireBytes = TFraming.HasFramer ? TFraming.MaxWireBytes : (int)Math.Min(TFraming.MaxWireBytes, (2L * _maxFrameBytes) + 2);
        _state = state;
        if (Limits.MaxPendingHandlers > 1) _pendingHandlers = new(Limits.MaxPendingHandlers);
        Facts = setup.Facts ?? new(TFraming.DefaultProfile);
    }

    /// <summary>Whether the peer has to register before anything else. Default false.</summary>
    protected virtual bool RequiresRegistration => false;

    /// <summary>Whether a message is dealt with at once, also while a handler is pending: replies and heartbeats. Such a member never suspends.</summary>
    protected virtual bool IsImmediate(long key) => false;

    /// <summary>Whether a message is the peer's heartbeat.</summary>
    protected virtual bool IsHeartbeat(long key) => false;

    /// <summary>Whether a message may come before a registration that is required.</summary>
    protected virtual bool IsAllowedUnregistered(long key) => true;

    /// <summary>Decodes one body and hands it to its handler; the engine catches what handlers throw.</summary>
    /// <param name="frame">The frame; valid until this returns.</param>
    protected abstract DispatchResult Dispatch(in ReceivedFrame<THeader> frame);

    /// <summary>Begins the life of the connection; the transport starts to read afterwards.</summary>
    internal void Start()
    {
        _isRegistered = !RequiresRegistration;
        if (!TryBegin()) return;
        StartTimer();
        BeginRegistration();
        bool isOpen;
        lock (Gate) isOpen = _isRegistered && !_awaitsRegistration && !HasHandshake && TryOpenUserLane();

        // With the lane open: a server may greet whoever connects.
        AnnounceConnected();
        if (isOpen) AnnounceReady();
        else if (HasHandshake && !_awaitsRegistration) BeginHandshake();
        Transport.RequestSend();
    }

    /// <inheritdoc/>
    public sealed override Memory<byte> GetReceiveBuffer(Memory<byte> shared) => _received.GetSpace(shared);

    /// <inheritdoc/>
    public sealed override ReceiveStatus OnReceived(ReadOnlySpan<byte> bytes)
    {
        if (!Lifetime.IsOpen) return ReceiveStatus.Stop;
        var now = BeginBatch();
        Beats.Received(now);
        CountReceived(bytes.Length);
        // Asked once a batch, not once a frame.
        _logsFrames = Frames is { IsEnabled: true };
        _tracesHandlers = HandlerTrace.IsWanted;

        var wasEmpty = _received.IsEmpty;
        var joined = _received.Join(bytes);
        _framesTaken = 0;
        var taken = TakeFrames(joined, out var hasTurn);
        if (_framesTaken != 0) Beats.ReceivedFrames(now);
        CountReceivedFrames(_framesTaken);
        _received.Keep(joined, taken);
        FrameUnfinished(_received.Length, wasEmpty || taken > 0, now);
        var status = EndBatch(hasTurn);
        ReceiveThread = 0;
        return status;
    }

    /// <inheritdoc/>
    public sealed override void OnInputEnded()
    {
        FailRequests();

        if (_received.IsEmpty) CloseWhenIdle(DisconnectReason.PeerClosed);
        else Close(DisconnectReason.TruncatedFrame);
    }

    // No reply can come any more; handlers may still run for long.
    private void FailRequests()
    {
        var failed = new List<PendingCall>();
        lock (Gate)
        {
            foreach (var request in Requests.TakeAll())
            {
                // The end of the connection hands it on to the next one.
                if (request.IsResent) Requests.Add(request);
                else failed.Add(request);
            }
        }

        foreach (var request in failed)
        {
            request.Fail(DisconnectReason.PeerClosed, null);
            request.Release();
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

    private DispatchResult DispatchSafely(in FrameHead head, ReadOnlySpan<byte> frame, bool isImmediate) =>
        isImmediate || !_tracesHandlers || IsImmediate(head.Key)
            ? DispatchUntraced(in head, frame, isImmediate)
            : DispatchTraced(in head, frame);

    private DispatchResult DispatchUntraced(in FrameHead head, ReadOnlySpan<byte> frame, bool isImmediate)
    {
        try
        {
            var key = DispatchKey(head.Key);
            if (_isRegistered || IsAllowedUnregistered(key))
            {
                return Dispatch(new ReceivedFrame<THeader>(
                    key, head.Key, TFraming.ReadHeader(frame, in head), frame.Slice(head.BodyOffset, head.BodyLength), isImmediate));
            }

            Log.NotRegistered(Logger, Id, head.Key);
            Close(DisconnectReason.ProtocolViolation);
        }
        catch (Exception exception)
        {
            if (!isImmediate) _trace.Fail(exception);
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
