namespace ProtoGen;

/// <summary>What a server moves its bytes with.</summary>
public enum ServerTransport
{
    /// <summary>The platform's sockets, on every system.</summary>
    Portable,

    /// <summary>
    /// Event loops over <c>epoll</c>, on Linux only: faster, and a connection that waits costs less. Handlers begin on the loop of their connection:
    /// one that blocks its thread, instead of awaiting, holds up all connections of that loop; see <see cref="ServerOptions.HandlersOnPool"/>.
    /// Endpoints of <c>tls://</c> and streams stay on the portable transport.
    /// </summary>
    Epoll,
}
