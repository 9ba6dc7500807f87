namespace ProtoGen;

/// <summary>Why a connection ended or a call failed.</summary>
public enum DisconnectReason
{
    /// <summary>The peer closed the connection in order.</summary>
    PeerClosed,

    /// <summary>The peer or the network broke the connection off.</summary>
    PeerReset,

    /// <summary>This side closed the connection or was disposed.</summary>
    LocalClosed,

    /// <summary>The peer was silent for longer than the heartbeat allows.</summary>
    HeartbeatTimeout,

    /// <summary>The peer accepted no byte for the write timeout.</summary>
    WriteTimeout,

    /// <summary>A frame began and did not end in time.</summary>
    FrameTimeout,

    /// <summary>The peer did not register, or did not answer the registration, in time.</summary>
    HandshakeTimeout,

    /// <summary>A request was not answered in time. The connection goes on.</summary>
    RequestTimeout,

    /// <summary>A reply that nobody waits for any more stayed out for too long, so that later replies could be taken for it.</summary>
    ReplyLost,

    /// <summary>The server refused the registration.</summary>
    RegisterRejected,

    /// <summary>The peer sent what the protocol forbids.</summary>
    ProtocolViolation,

    /// <summary>The peer announced a frame above the limit.</summary>
    FrameTooLarge,

    /// <summary>The peer's bytes ended inside a frame.</summary>
    TruncatedFrame,

    /// <summary>A newer connection registered under the same key.</summary>
    TakenOver,

    /// <summary>A limit of this side was reached.</summary>
    LimitReached,

    /// <summary>Too much waits to be sent.</summary>
    QueueFull,

    /// <summary>The connection is not registered yet.</summary>
    NotReady,

    /// <summary>The server is stopping.</summary>
    ServerDraining,

    /// <summary>A handler threw.</summary>
    HandlerFault,

    /// <summary>No connection could be made.</summary>
    ConnectFailed,

    /// <summary>The transport failed in another way.</summary>
    TransportError,

    /// <summary>The peer speaks another version of the protocol, as a handshake or a handler found out.</summary>
    VersionMismatch,

    /// <summary>A newer message took the place of this one among those that wait.</summary>
    Superseded,

    /// <summary>Another connection has the session of the key, and the first one stays.</summary>
    SessionInUse,

    /// <summary>The connection could not be secured by TLS: a certificate was refused, or the peer does not speak it.</summary>
    TlsFailed,

    /// <summary>The server refused the registration for now, as the schema's <c>retry</c> says: a client tries again.</summary>
    RegisterPostponed,
}
