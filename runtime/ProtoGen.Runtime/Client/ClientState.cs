using System.Net;

namespace ProtoGen;

/// <summary>Where a client stands.</summary>
public enum ClientState
{
    /// <summary>Not started yet.</summary>
    Idle,

    /// <summary>Making a connection.</summary>
    Connecting,

    /// <summary>Connected; the TLS handshake is on its way. Only for endpoints that begin with <c>tls://</c>.</summary>
    Securing,

    /// <summary>Connected; the registration is on its way.</summary>
    Registering,

    /// <summary>Registered: messages flow.</summary>
    Ready,

    /// <summary>No endpoint answered, or the connection was lost; the next try comes after a pause.</summary>
    Waiting,

    /// <summary>Disposed or refused; for good.</summary>
    Stopped,
}

/// <summary>A step of a client.</summary>
/// <param name="State">Where it stands now.</param>
/// <param name="Epoch">The number of the connection, from 1; 0 before the first.</param>
/// <param name="Reason">Why the connection before was lost or could not be made, if so.</param>
/// <param name="Endpoint">Where the connection leads or shall lead, if there is one.</param>
public readonly record struct StateChange(ClientState State, long Epoch, DisconnectReason? Reason, EndPoint? Endpoint)
{
    /// <summary>What was the matter, where more is known than <see cref="Reason"/> says: why an endpoint could not be reached, a port not opened.</summary>
    public Exception? Cause { get; init; }
}
