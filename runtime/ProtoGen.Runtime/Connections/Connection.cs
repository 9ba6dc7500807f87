namespace ProtoGen.Connections;

/// <summary>What a transport shall do after it handed over bytes.</summary>
public enum ReceiveStatus
{
    /// <summary>Read on.</summary>
    Continue,

    /// <summary>Read no more until <see cref="ITransport.RequestReceive"/>.</summary>
    Pause,

    /// <summary>Further bytes are of no interest.</summary>
    Stop,
}

/// <summary>
/// The engine side of a connection: a protocol without a socket. It has three roles, receive, send and timer; each is held by one thread
/// at a time, and they may run in parallel with each other.
/// </summary>
public abstract class Connection
{
    /// <summary>Receive role. Where to read the next bytes to: <paramref name="shared"/> itself, or the space after an unfinished frame.</summary>
    public abstract Memory<byte> GetReceiveBuffer(Memory<byte> shared);

    /// <summary>Receive role. Takes all the bytes, always; handlers that complete at once run inside.</summary>
    public abstract ReceiveStatus OnReceived(ReadOnlySpan<byte> bytes);

    /// <summary>Receive role. The peer will send no more; replies to what it sent still go out.</summary>
    public abstract void OnInputEnded();

    /// <summary>Send role. The next bytes to send: one buffer at a time, valid until <see cref="OnSent"/> said that all of it is gone.</summary>
    public abstract bool TryTakeOutput(out ReadOnlyMemory<byte> bytes);

    /// <summary>Send role. That many bytes of the buffer taken are gone.</summary>
    public abstract void OnSent(int bytes);

    /// <summary>Timer role. Checks every timeout; returns the timestamp at which to be called again.</summary>
    public abstract long OnTimer(long now);

    /// <summary>Any thread; the first call wins. The transport is closed and will call nothing else.</summary>
    public abstract void OnClosed(DisconnectReason reason, Exception? cause);
}
