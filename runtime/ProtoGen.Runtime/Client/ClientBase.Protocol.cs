using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ProtoGen.Client;
using ProtoGen.Connections;
using ProtoGen.Dispatch;
using ProtoGen.Framing;
using ProtoGen.Heartbeats;
using ProtoGen.Telemetry;
using ProtoGen.Transports;

namespace ProtoGen;

/// <summary>A client of one protocol. Emitted clients derive from it.</summary>
/// <typeparam name="TFraming">The protocol's framing.</typeparam>
/// <typeparam name="THeader">What users read and set of its frames.</typeparam>
public abstract class ClientBase<TFraming, THeader> : ClientBase where TFraming : struct, IFraming<THeader> where THeader : struct
{
    private readonly EndpointAddress[][] _endpoints;
    private readonly HeartbeatSettings _heartbeat;
    private readonly Lock _gate = new();
    private ClientLoop<TFraming, THeader>? _loop;
    private ClientOutbox<TFraming, THeader>? _outbox;
    private bool _isDisposed;

    /// <summary>Made by emitted clients.</summary>
    /// <param name="endpoints">Tiers in order of preference; the endpoints of a tier stand between commas.</param>
    /// <param name="heartbeat">The schema's.</param>
    /// <exception cref="ArgumentException">An endpoint is malformed, or there is none.</exception>
    protected ClientBase(ReadOnlySpan<string> endpoints, HeartbeatSettings heartbeat) =>
        (_endpoints, _heartbeat) = (EndpointSweep.Parse(endpoints), heartbeat);

    /// <summary>What is known about the connection that decides how messages look; one connection hands it to the next.</summary>
    protected ConnectionFacts Facts { get; } = new(TFraming.DefaultProfile);

    /// <inheritdoc/>
    public sealed override void Disconnect(DisconnectReason reason = DisconnectReason.LocalClosed) => Volatile.Read(ref _loop)?.Disconnect(reason);

    /// <summary>Makes the connection of a protocol; emitted.</summary>
    protected abstract ProtocolConnection<TFraming, THeader> CreateConnection(ConnectionSetup setup);

    internal ProtocolConnection<TFraming, THeader> CreateConnectionFor(ConnectionSetup setup) => CreateConnection(setup);

    /// <inheritdoc cref="TrySend{T}(in T, in THeader)"/>
    protected SendResult TrySend<T>(in T message) where T : struct, IMessage<T> => GetOutbox().TrySend(in message, default);

    /// <summary>Sends a message if the client is ready and there is room.</summary>
    /// <exception cref="EncodeException">A value cannot be represented on the wire; nothing was sent.</exception>
    protected SendResult TrySend<T>(in T message, in THeader header) where T : struct, IMessage<T> => GetOutbox().TrySend(in message, in header);

    /// <inheritdoc cref="SendAsync{T}(T, THeader, CancellationToken)"/>
    protected ValueTask SendAsync<T>(T message, CancellationToken cancel) where T : struct, IMessage<T> => SendAsync(message, default, cancel);

    /// <summary>Sends a message, waiting for a connection or for room as its <see cref="QueuePolicy"/> says.</summary>
    /// <exception cref="EncodeException">A value cannot be represented on the wire; nothing was sent.</exception>
    /// <exception cref="ConnectionException">It could not be sent in time.</exception>
    protected ValueTask SendAsync<T>(T message, THeader header, CancellationToken cancel) where T : struct, IMessage<T> =>
        cancel.IsCancellationRequested ? ValueTask.FromCanceled(cancel) : GetOutbox().SendAsync(in message, in header, RequestTimeout, cancel);

    /// <summary>Sends a request, waiting for a connection if need be, and waits for its reply.</summary>
    /// <exception cref="EncodeException">A value cannot be represented on the wire; nothing was sent.</exception>
    /// <exception cref="ConnectionException">No reply came; says whether the request was sent.</exception>
    protected ValueTask<TReply> RequestAsync<TRequest, TReply>(TRequest message, CancellationToken cancel)
        where TRequest : struct, IRequest<TRequest, TReply>
        where TReply : struct, IMessage<TReply> => RequestAsync<TRequest, TReply, OneReply<TReply>>(message, default, default, cancel);

    /// <summary>Sends a request, waiting for a connection if need be, and waits for what answers it. Where the connection is lost before, a
    /// request that the schema calls idempotent goes to the next one, once.</summary>
    /// <param name="message">The request.</param>
    /// <param name="header">The values of its frame; a number comes from the connection.</param>
    /// <param name="correlation">What the reply repeats of it; default where that is the number of the frame, or nothing.</param>
    /// <param name="cancel">Ends the wait; the request may have been handled.</param>
    /// <returns>The reply. Where the peer may say nothing, null: when the timeout is over, or when a reply to a later request came that
    /// can only come in order.</returns>
    /// <exception cref="EncodeException">A value cannot be represented on the wire; nothing was sent.</exception>
    /// <exception cref="ConnectionException">No reply came; says whether the request was sent.</exception>
    /// <exception cref="FaultException{TFault}">The peer answered with the fault of the schema.</exception>
    protected ValueTask<TResult> RequestAsync<TRequest, TResult, TReplies>(
        TRequest message, THeader header, Correlation correlation, CancellationToken cancel)
        where TRequest : struct, IMessage<TRequest>
        where TReplies : struct, IReplyReader<TResult> =>
        cancel.IsCancellationRequested
            ? ValueTask.FromCanceled<TResult>(cancel)
            : RequestTrace.IsWanted
                ? RequestTracedAsync<TRequest, TResult, TReplies>(message, header, correlation, cancel)
                : GetOutbox().RequestAsync<TRequest, TResult, TReplies>(in message, in header, correlation, RequestTimeout, cancel);

    /// <summary>Sends a request when the enumeration begins, waiting for a connection if need be, and reads what answers it.</summary>
    /// <param name="message">The request.</param>
    /// <param name="header">The values of its frame.</param>
    /// <param name="cancel">Ends the enumeration; the request may have been handled.</param>
    /// <exception cref="EncodeException">A value cannot be represented on the wire; nothing was sent.</exception>
    /// <exception cref="ConnectionException">The last message did not come; says whether the request was sent.</exception>
    /// <exception cref="FaultException{TFault}">The peer ended it with the fault of the schema.</exception>
    protected async IAsyncEnumerable<TResult> StreamAsync<TRequest, TResult, TReplies>(
        TRequest message, THeader header, [EnumeratorCancellation] CancellationToken cancel)
        where TRequest : struct, IMessage<TRequest>
        where TReplies : struct, IReplyReader<TResult>
    {
        cancel.ThrowIfCancellationRequested();
        var outbox = GetOutbox();
        var stream = new PendingStream<TResult, TReplies>(outbox.Clock, RequestTimeout);
        outbox.Stream(in message, in header, stream, cancel);
        await foreach (var part in stream.ReadAsync(cancel).ConfigureAwait(false)) yield return part;
    }

    // A method of its own: what a lambda captures is allocated where the method begins.
    private ValueTask<TResult> RequestTracedAsync<TRequest, TResult, TReplies>(
        TRequest message, THeader header, Correlation correlation, CancellationToken cancel)
        where TRequest : struct, IMessage<TRequest>
        where TReplies : struct, IReplyReader<TResult> => RequestTrace.Around(typeof(TRequest).Name, GetType().Name, () =>
            GetOutbox().RequestAsync<TRequest, TResult, TReplies>(in message, in header, correlation, RequestTimeout, cancel));

    private protected sealed override void Begin() => GetOutbox();

    private protected sealed override async Task EndAsync()
    {
        ClientLoop<TFraming, THeader>? loop;
        lock (_gate)
        {
            _isDisposed = true;
            loop = _loop;
        }

        if (loop is not null) await loop.StopAsync().ConfigureAwait(false);
    }

    // The first call starts the client: only then its options are known.
    private ClientOutbox<TFraming, THeader> GetOutbox()
    {
        if (Volatile.Read(ref _outbox) is { } outbox) return outbox;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_outbox is { } other) return other;
            var options = Options.Validated();
            if (RequestTimeout <= TimeSpan.Zero) throw new ArgumentException($"RequestTimeout is {RequestTimeout}; it must be above 0.");
            var wheel = TimerWheel.For(options.TimeProvider);
            var logger = (ILogger?)options.LoggerFactory?.CreateLogger(GetType().FullName!) ?? NullLogger.Instance;
            var limits = (options.Limits with { HandshakeTimeout = options.ConnectTimeout }).Validated();
            var rules = new QueueRules(options);
            var environment = new ConnectionEnvironment(limits, (options.Heartbeat ?? _heartbeat).Validated(), wheel, Counters, logger)
            {
                Owner = GetType().Name,
                Frames = FrameLog.For(logger, options.FrameLog),
                Queue = rules,
            };
            var connector = new Connector([.. _endpoints.SelectMany(tier => tier)], options);
            outbox = new(rules, wheel, Facts);
            var loop = new ClientLoop<TFraming, THeader>(_endpoints, options, connector, environment, outbox, States, StateChanged, CreateConnection, IsForOneCall);
            Volatile.Write(ref _loop, loop);
            loop.Start();
            Volatile.Write(ref _outbox, outbox);
            return outbox;
        }
    }
}
