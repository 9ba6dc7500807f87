using System.Net;
using Microsoft.Extensions.Logging;

namespace ProtoGen;

/// <summary>All log lines of the runtime. Event ids are never reused.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Debug, "Connection {Id} from {Remote} opened")]
    public static partial void ConnectionOpened(ILogger logger, long id, EndPoint? remote);

    [LoggerMessage(2, LogLevel.Information, "Connection {Id} ended: {Reason}")]
    public static partial void ConnectionEnded(ILogger logger, long id, DisconnectReason reason, Exception? cause);

    [LoggerMessage(3, LogLevel.Warning, "Connection {Id}: the peer broke the protocol: {Error}")]
    public static partial void MalformedBody(ILogger logger, long id, DecodeError error);

    [LoggerMessage(4, LogLevel.Warning, "Connection {Id}: the peer's bytes are no frame ({Status})")]
    public static partial void MalformedFrame(ILogger logger, long id, FrameStatus status);

    [LoggerMessage(26, LogLevel.Debug, "Connection {Id}: bytes that are no frame ({Status}) are skipped")]
    public static partial void FrameSkipped(ILogger logger, long id, FrameStatus status);

    [LoggerMessage(5, LogLevel.Warning, "Connection {Id}: message {Key} is not allowed before the registration")]
    public static partial void NotRegistered(ILogger logger, long id, long key);

    [LoggerMessage(6, LogLevel.Debug, "Connection {Id}: unknown message {Key}")]
    public static partial void UnknownMessage(ILogger logger, long id, long key);

    [LoggerMessage(7, LogLevel.Error, "Connection {Id}: a handler threw")]
    public static partial void HandlerFault(ILogger logger, long id, Exception exception);

    [LoggerMessage(8, LogLevel.Error, "Connection {Id}: a callback of the application threw")]
    public static partial void CallbackFault(ILogger logger, long id, Exception exception);

    [LoggerMessage(9, LogLevel.Error, "Connection {Id}: a timer failed")]
    public static partial void TimerFault(ILogger logger, long id, Exception exception);

    [LoggerMessage(10, LogLevel.Error, "Connection {Id}: the reassembler of the application threw")]
    public static partial void PartRefused(ILogger logger, long id, Exception exception);

    [LoggerMessage(60, LogLevel.Trace, "Connection {Id} sent {Length} bytes of message {Key}: {Hex}")]
    public static partial void FrameSent(ILogger logger, long id, long? key, int length, string hex);

    [LoggerMessage(61, LogLevel.Trace, "Connection {Id} received {Length} bytes of message {Key}: {Hex}")]
    public static partial void FrameReceived(ILogger logger, long id, long? key, int length, string hex);

    [LoggerMessage(20, LogLevel.Information, "Listening on {Endpoint}")]
    public static partial void Listening(ILogger logger, EndPoint endpoint);

    [LoggerMessage(21, LogLevel.Debug, "A connection was gone before it was accepted")]
    public static partial void AcceptIgnored(ILogger logger, Exception exception);

    [LoggerMessage(22, LogLevel.Warning, "Cannot accept connections for the moment; trying again in {Delay}")]
    public static partial void AcceptBacksOff(ILogger logger, TimeSpan delay, Exception exception);

    [LoggerMessage(23, LogLevel.Critical, "No more connections are accepted on {Endpoint}")]
    public static partial void AcceptFailed(ILogger logger, EndPoint endpoint, Exception exception);

    [LoggerMessage(24, LogLevel.Error, "A connection could not be set up")]
    public static partial void SetupFailed(ILogger logger, Exception exception);

    [LoggerMessage(25, LogLevel.Information, "Server stopped; {Closed} connections closed in order, {Aborted} broken off")]
    public static partial void ServerStopped(ILogger logger, int closed, int aborted);

    [LoggerMessage(30, LogLevel.Warning, "The server is at its limit ({Reason}); accepting pauses")]
    public static partial void AcceptPauses(ILogger logger, RejectionReason reason);

    [LoggerMessage(31, LogLevel.Information, "A connection from {Remote} was refused: its address has as many as are allowed")]
    public static partial void AddressRefused(ILogger logger, EndPoint? remote);

    [LoggerMessage(32, LogLevel.Information, "The server is stopping; {Count} connections are open")]
    public static partial void ServerStopping(ILogger logger, int count);

    [LoggerMessage(33, LogLevel.Error, "Connection {Id}: the session directory could not be told of its end")]
    public static partial void DirectoryFault(ILogger logger, long id, Exception exception);

    [LoggerMessage(40, LogLevel.Information, "Connected to {Endpoint} (epoch {Epoch})")]
    public static partial void ClientReady(ILogger logger, EndPoint? endpoint, long epoch);

    [LoggerMessage(41, LogLevel.Information, "Connecting to {Endpoint} failed: {Reason}")]
    public static partial void ConnectFailed(ILogger logger, string endpoint, DisconnectReason reason, Exception? exception);

    [LoggerMessage(42, LogLevel.Debug, "No endpoint answered; waiting {Delay}")]
    public static partial void ClientWaits(ILogger logger, TimeSpan delay);

    [LoggerMessage(43, LogLevel.Error, "The client gave up: {Reason}")]
    public static partial void ClientGaveUp(ILogger logger, DisconnectReason reason, Exception? exception);

    [LoggerMessage(44, LogLevel.Error, "A state callback of the application threw")]
    public static partial void StateCallbackFault(ILogger logger, Exception exception);
}
