namespace ProtoGen;

/// <summary>
/// Where the session of each key lives, for servers that share their sessions: in one process (<see cref="SessionDirectory"/>), or, by an
/// implementation of your own, on many machines. A server asks it only for keys that it does not hold itself. One directory is for one protocol.
/// Members are called by many threads at once.
/// </summary>
public interface ISessionDirectory
{
    /// <summary>Makes a session that of its key. Under <see cref="DuplicateSessions.TakeOver"/> the one before it is told by
    /// <see cref="ISession.TakeOver"/>. An exception closes the connection.</summary>
    /// <param name="session">The session; it is reached by <see cref="ISession.TryPush"/> until it is detached.</param>
    /// <param name="duplicates">What to do if the key has a session.</param>
    /// <param name="cancel">The connection's end.</param>
    /// <returns>The epoch of the session: above zero and above all before it of the same key. 0 where the first session stays.</returns>
    ValueTask<long> AttachAsync(ISession session, DuplicateSessions duplicates, CancellationToken cancel);

    /// <summary>Forgets a session that has ended, unless a newer one has its key: an end that comes late removes nothing.</summary>
    /// <param name="key">The key.</param>
    /// <param name="epoch">What <see cref="AttachAsync"/> returned.</param>
    ValueTask DetachAsync(string key, long epoch);

    /// <summary>Hands a message to the session of a key, wherever it lives.</summary>
    /// <param name="key">The key.</param>
    /// <param name="frame">The message, encoded.</param>
    /// <param name="cancel">Ends the wait for an answer; the message may have been sent.</param>
    ValueTask<PushResult> PushAsync(string key, PushedFrame frame, CancellationToken cancel);

    /// <summary>Whether a session of a key lives.</summary>
    ValueTask<bool> IsOnlineAsync(string key, CancellationToken cancel);
}
