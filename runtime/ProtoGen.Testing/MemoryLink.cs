namespace ProtoGen.Testing;

/// <summary>
/// A connection in memory: two streams, of which each reads what the other writes. Its directions cut, hold up, lose and end what goes through
/// them as a test says. What happens depends on what is written and on the clock alone, so that a test sees the same every time.
/// </summary>
public sealed class MemoryLink
{
    /// <summary>Makes a link whose bytes go through at once and as they were written.</summary>
    /// <param name="time">The clock of the directions' pauses. Default null: the system's.</param>
    public MemoryLink(TimeProvider? time = null)
    {
        ToServer = new(time ?? TimeProvider.System);
        ToClient = new(time ?? TimeProvider.System);
        Client = new MemoryLinkEnd(this, ToClient, ToServer);
        Server = new MemoryLinkEnd(this, ToServer, ToClient);
    }

    /// <summary>The client's stream, for <see cref="ClientOptions.Connect"/>.</summary>
    public Stream Client { get; }

    /// <summary>The server's stream, for a server's <c>ServeAsync</c>.</summary>
    public Stream Server { get; }

    /// <summary>What the client writes.</summary>
    public MemoryDirection ToServer { get; }

    /// <summary>What the server writes.</summary>
    public MemoryDirection ToClient { get; }

    /// <summary>Breaks both directions off, as a reset does: bytes that were not read are gone, and both sides learn of it.</summary>
    public void Reset()
    {
        ToServer.Reset();
        ToClient.Reset();
    }

    /// <summary>From now on all bytes vanish and nobody learns of it, as with a pulled cable.</summary>
    public void Cut()
    {
        ToServer.IsCut = true;
        ToClient.IsCut = true;
    }
}
