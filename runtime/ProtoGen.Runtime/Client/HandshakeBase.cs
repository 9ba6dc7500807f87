using ProtoGen.Connections;
using ProtoGen.Framing;

namespace ProtoGen;

/// <summary>What a client says after its registration and before its messages flow. Emitted with the calls of the protocol.</summary>
/// <typeparam name="TFraming">The protocol's framing.</typeparam>
/// <typeparam name="THeader">What users read and set of its frames.</typeparam>
public abstract class HandshakeBase<TFraming, THeader> where TFraming : struct, IFraming<THeader> where THeader : struct
{
    private readonly ProtocolConnection<TFraming, THeader> _connection;

    /// <summary>Made by emitted connections.</summary>
    protected HandshakeBase(ProtocolConnection<TFraming, THeader> connection) => _connection = connection;

    /// <summary>Fails the idempotent requests that were in flight when the connection before was lost and that would be sent again on this one,
    /// for a server that has forgotten what came before: their callers are told <see cref="Delivery.OutcomeUnknown"/>.</summary>
    /// <returns>How many there were.</returns>
    /// <exception cref="InvalidOperationException">The handshake is over, and they have been sent.</exception>
    public int GiveUpInFlight() => _connection.GiveUpInFlight();

    /// <inheritdoc cref="TrySend{T}(in T, in THeader)"/>
    protected SendResult TrySend<T>(in T message) where T : struct, IMessage<T> => TrySend(in message, default);

    /// <summary>Sends a message before all that waits.</summary>
    /// <exception cref="EncodeException">A value cannot be represented on the wire; nothing was sent.</exception>
    /// <exception cref="InvalidOperationException">The handshake is over.</exception>
    protected SendResult TrySend<T>(in T message, in THeader header) where T : struct, IMessage<T> => _connection.TrySendInHandshake(in message, in header);

    /// <inheritdoc cref="SendAsync{T}(T, THeader, CancellationToken)"/>
    protected ValueTask SendAsync<T>(T message, CancellationToken cancel) where T : struct, IMessage<T> => SendAsync(message, default, cancel);

    /// <summary>Sends a message before all that waits.</summary>
    /// <exception cref="EncodeException">A value cannot be represented on the wire; nothing was sent.</exception>
    /// <exception cref="ConnectionException">The connection is closed.</exception>
    /// <exception cref="InvalidOperationException">The handshake is over.</exception>
    protected ValueTask SendAsync<T>(T message, THeader header, CancellationToken cancel) where T : struct, IMessage<T>
    {
        if (cancel.IsCancellationRequested) return ValueTask.FromCanceled(cancel);
        return _connection.TrySendInHandshake(in message, in header) switch
        {
            SendResult.Sent => default,
            SendResult.QueueFull => ValueTask.FromException(ConnectionException.QueueFull()),
            _ => ValueTask.FromException(_connection.Refusal()),
        };
    }

    /// <inheritdoc cref="RequestAsync{TRequest, TResult, TReplies}(TRequest, THeader, Correlation, CancellationToken)"/>
    protected ValueTask<TReply> RequestAsync<TRequest, TReply>(TRequest message, CancellationToken cancel)
        where TRequest : struct, IRequest<TRequest, TReply>
        where TReply : struct, IMessage<TReply> => RequestAsync<TRequest, TReply, OneReply<TReply>>(message, default, default, cancel);

    /// <summary>Sends a request before all that waits, and waits for what answers it.</summary>
    /// <exception cref="EncodeException">A value cannot be represented on the wire; nothing was sent.</exception>
    /// <exception cref="ConnectionException">No reply came; says whether the request was sent.</exception>
    /// <exception cref="FaultException{TFault}">The peer answered with the fault of the schema.</exception>
    /// <exception cref="InvalidOperationException">The handshake is over.</exception>
    protected ValueTask<TResult> RequestAsync<TRequest, TResult, TReplies>(
        TRequest message, THeader header, Correlation correlation, CancellationToken cancel)
        where TRequest : struct, IMessage<TRequest>
        where TReplies : struct, IReplyReader<TResult> =>
        cancel.IsCancellationRequested
            ? ValueTask.FromCanceled<TResult>(cancel)
            : _connection.RequestInHandshakeAsync<TRequest, TResult, TReplies>(in message, in header, correlation, cancel);

    /// <summary>Sends a request before all that waits when the enumeration begins, and reads what answers it.</summary>
    /// <exception cref="EncodeException">A value cannot be represented on the wire; nothing was sent.</exception>
    /// <exception cref="ConnectionException">The last message did not come; says whether the request was sent.</exception>
    /// <exception cref="FaultException{TFault}">The peer ended it with the fault of the schema.</exception>
    /// <exception cref="InvalidOperationException">The handshake is over.</exception>
    protected IAsyncEnumerable<TResult> StreamAsync<TRequest, TResult, TReplies>(TRequest message, THeader header, CancellationToken cancel)
        where TRequest : struct, IMessage<TRequest>
        where TReplies : struct, IReplyReader<TResult> => _connection.StreamInHandshakeAsync<TRequest, TResult, TReplies>(message, header, cancel);
}
