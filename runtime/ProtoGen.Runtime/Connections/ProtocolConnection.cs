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

    // Most batches have no more, so that their replies are never copied.
    private const int RepliesBytes = 4 << 10;

    private Rarities? _rarities;

    /// <summary>Made by emitted connections.</summary>
    /// <param name="setup">What the server or client gives each connection.</param>
    /// <param name="state">The first state of the conversation as this side sees it, where the framing has states.</param>
    protected ProtocolConnection(ConnectionSetup setup, int state = 0) : base(setup)
    {
        if (TFraming.HasStates) Conversation.State = state;
        if (HasFacts) Conversation.Facts = setup.Facts ?? new(TFraming.DefaultProfile);
        if (Limits.MaxPendingHandlers > 1) Rare.PendingHandlers = new(Limits.MaxPendingHandlers);
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
        IsRegistered = !RequiresRegistration;
        if (!TryBegin()) return;
        StartTimer();
        BeginRegistration();
        bool isOpen;
        lock (Gate) isOpen = IsRegistered && !AwaitsRegistration && !HasHandshake && TryOpenUserLane();

        // With the lane open: a server may greet whoever connects.
        AnnounceConnected();
        if (isOpen) AnnounceReady();
        else if (HasHandshake && !AwaitsRegistration) BeginHandshake();
        Transport.RequestSend();
    }

    /// <inheritdoc/>
    public sealed override Memory<byte> GetReceiveBuffer(Memory<byte> shared) => Unfinished.GetSpace(shared);

    /// <inheritdoc/>
    public sealed override ReceiveStatus OnReceived(ReadOnlySpan<byte> bytes)
    {
        if (!Lifetime.IsOpen) return ReceiveStatus.Stop;
        var batch = BeginBatch();
        var now = batch.BegunAt;
        Beats.Received(Environment.Rules, now);
        CountReceived(bytes.Length);

        var joined = Unfinished.Join(bytes);
        var taken = TakeFrames(batch, joined, out var hasTurn);
        if (batch.FramesTaken != 0) Beats.ReceivedFrames(Environment.Rules, now);
        CountReceivedFrames(batch.FramesTaken);
        Unfinished.Keep(joined, taken, now);
        var status = Flush(hasTurn);
        EndBatch(batch);
        return status;
    }

    /// <inheritdoc/>
    public sealed override void OnInputEnded()
    {
        FailRequests();

        if (!Unfinished.IsEmpty) Close(DisconnectReason.TruncatedFrame);
        else if (!EndsWithHandshake()) CloseWhenIdle(DisconnectReason.PeerClosed);
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
                if (request.IsResent) Calls.Requests.Add(request);
                else failed.Add(request);
            }
        }

        foreach (var request in failed)
        {
            request.Fail(DisconnectReason.PeerClosed, null);
            request.Release();
        }
    }

    private int BacklogBytes => _rarities is { } rare ? (rare.Backlog?.FillingBytes ?? 0) + Volatile.Read(ref rare.StreamedBytes) : 0;

    // What most connections never have, made with the first of it.
    private Rarities Rare
    {
        get
        {
            if (Volatile.Read(ref _rarities) is { } made) return made;
            var fresh = new Rarities();
            return Interlocked.CompareExchange(ref _rarities, fresh, null) ?? fresh;
        }
    }

    private ReceiveStatus Flush(bool hasTurn)
    {
        bool pause, send;
        lock (Gate)
        {
            MergeReplies();
            if (hasTurn) Turn.Leave();
            send = Output.NeedsSend;
            pause = SetPaused(Lifetime.IsOpen && ShouldPause(BacklogBytes));
        }

        if (send) Transport.RequestSend();
        if (hasTurn) CloseIfAsked();
        if (!Lifetime.IsOpen) return ReceiveStatus.Stop;
        return pause ? ReceiveStatus.Pause : ReceiveStatus.Continue;
    }

    private DispatchResult DispatchSafely(in FrameHead head, ReadOnlySpan<byte> frame, bool isImmediate) =>
        isImmediate || !TracesHandlers || IsImmediate(DispatchKey(head.Key))
            ? DispatchUntraced(in head, frame, isImmediate)
            : DispatchTraced(in head, frame);

    private DispatchResult DispatchUntraced(in FrameHead head, ReadOnlySpan<byte> frame, bool isImmediate)
    {
        try
        {
            var key = DispatchKey(head.Key);
            if (IsRegistered || IsAllowedUnregistered(key))
            {
                return Dispatch(new ReceivedFrame<THeader>(
                    key, head.Key, TFraming.ReadHeader(frame, in head), frame.Slice(head.BodyOffset, head.BodyLength), isImmediate));
            }

            Log.NotRegistered(Logger, Id, MessageKey(head.Key));
            Close(DisconnectReason.ProtocolViolation);
        }
        catch (Exception exception)
        {
            if (!isImmediate) FailTrace(exception);
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

    /// <summary>What belongs to handlers that do not complete at once, to traces, and to messages in parts.</summary>
    private sealed class Rarities
    {
        /// <summary>Made when a frame has to wait for the first time.</summary>
        public Backlog? Backlog { get; set; }

        /// <summary>Where the limits allow more than one.</summary>
        public PendingHandlers? PendingHandlers { get; set; }

        public IReassembler<THeader>? Reassembler { get; set; }

        /// <summary>From the registration to the beginning of the handshake.</summary>
        public object? RegistrationReply { get; set; }

        /// <summary>The peer has ended its side while the handshake went on.</summary>
        public bool EndsWithHandshake { get; set; }

        public HandlerTrace Trace;

        /// <summary>What arrived of streamed replies and was not read yet.</summary>
        public int StreamedBytes;
    }
}
