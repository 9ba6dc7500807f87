namespace ProtoGen;

/// <summary>A call failed. Cancelling the call's own token gives <see cref="OperationCanceledException"/> instead.</summary>
/// <param name="reason">Why.</param>
/// <param name="delivery">What is known about the message.</param>
/// <param name="message">Both in words.</param>
/// <param name="inner">What lies beneath, if anything.</param>
public class ConnectionException(DisconnectReason reason, Delivery delivery, string message, Exception? inner = null) : IOException(message, inner)
{
    /// <summary>Why the call failed.</summary>
    public DisconnectReason Reason => reason;

    /// <summary>Whether the message may have arrived.</summary>
    public Delivery Delivery => delivery;

    internal static ConnectionException Closed(DisconnectReason reason, Delivery delivery, Exception? cause = null) => new(
        reason,
        delivery,
        delivery switch
        {
            Delivery.NotSent => $"The connection is closed ({reason}); the message was not sent.",
            Delivery.Responded => $"The connection was closed ({reason}); the reply could not be used.",
            _ => $"The connection was closed ({reason}) before the reply came; the peer may have handled the request.",
        },
        cause);

    /// <summary>The same for a message that was sent before: on a connection that was lost.</summary>
    internal static ConnectionException SentBefore(ConnectionException failure) => new(
        failure.Reason,
        Delivery.OutcomeUnknown,
        $"The message was sent on a connection that was lost, and could not be sent again ({failure.Reason}); the peer may have handled it.",
        failure.InnerException);

    /// <summary>For a message that was sent on a connection that was lost, and that the application does not want sent again.</summary>
    internal static ConnectionException GivenUp(DisconnectReason lostBy) => new(
        lostBy,
        Delivery.OutcomeUnknown,
        $"The connection was closed ({lostBy}) before the reply came, and the handshake of the next one gave the request up; the peer may have handled it.");

    internal static ConnectionException TimedOut(Delivery delivery) => new(
        DisconnectReason.RequestTimeout,
        delivery,
        delivery == Delivery.NotSent
            ? "The message could not be sent within its timeout."
            : "The request was not answered within its timeout; the peer may have handled it.");

    internal static ConnectionException QueueFull() =>
        new(DisconnectReason.QueueFull, Delivery.NotSent, "Too many messages wait to be sent; this one was not taken.");

    internal static ConnectionException NotConnected() =>
        new(DisconnectReason.NotReady, Delivery.NotSent, "The client has no connection at the moment, and this message does not wait for one; it was not sent.");

    internal static ConnectionException Superseded() =>
        new(DisconnectReason.Superseded, Delivery.NotSent, "A newer message took the place of this one among those that wait; it was not sent.");

    internal static ConnectionException NotReady() =>
        new(DisconnectReason.NotReady, Delivery.NotSent, "The peer has not registered yet; the message was not sent.");
}
