using ProtoGen.Server;

namespace ProtoGen;

/// <summary>A live connection that may register under a key. Emitted peers derive from it.</summary>
/// <typeparam name="TKey">The key the schema names.</typeparam>
public abstract class Peer<TKey> : Peer where TKey : notnull
{
    // The sessions where it has its own; with a directory, what that knows of it, which leads there too.
    private object? _session;

    /// <summary>Made by emitted connections.</summary>
    protected Peer()
    {
    }

    /// <summary>That of its session. Changes only under the gate of its connection, and only while it has none.</summary>
    internal TKey SessionKey { get; private set; } = default!;

    /// <summary>The next one in its chain of the sessions, which guard it; itself once another peer has its key. It stands here because each of many peers
    /// has one.</summary>
    internal Peer<TKey>? NextSession;

    /// <summary>Whether another peer has the key of its session, and it has not registered anew meanwhile.</summary>
    internal bool HasLostSession => Volatile.Read(ref NextSession) == this;

    /// <summary>Under the gate of its connection, while it has no session: begins one. False where the first session of the key stays.</summary>
    /// <param name="sessions">Those of its server.</param>
    /// <param name="key">Its key.</param>
    /// <param name="known">What the directory knows of it, if there is one.</param>
    /// <param name="duplicates">What to do if the key has a session.</param>
    /// <param name="before">The one that has lost its session to this one.</param>
    internal bool TryBeginSession(
        SessionTable<TKey> sessions, TKey key, DirectorySession<TKey>? known, DuplicateSessions duplicates, out Peer<TKey>? before)
    {
        SessionKey = key;
        if (!sessions.TryAdd(this, duplicates, out before)) return false;
        _session = (object?)known ?? sessions;
        return true;
    }

    internal override DirectorySession? EndSession()
    {
        var ended = _session;
        _session = null;
        var known = ended as DirectorySession<TKey>;
        (known?.Sessions ?? ended as SessionTable<TKey>)?.Remove(this);
        return known;
    }
}
