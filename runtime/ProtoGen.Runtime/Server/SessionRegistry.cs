using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using ProtoGen.Server;

namespace ProtoGen.Connections;

/// <summary>The registered peers of one server by their key.</summary>
/// <typeparam name="TKey">The key the schema names.</typeparam>
/// <typeparam name="TPeer">The emitted peer.</typeparam>
public sealed class SessionRegistry<TKey, TPeer> where TKey : notnull where TPeer : Peer
{
    private readonly ConcurrentDictionary<TKey, Session<TKey, TPeer>> _sessions = new();

    /// <summary>The sessions at this moment.</summary>
    public int Count => _sessions.Count;

    /// <summary>The peer registered under a key.</summary>
    public bool TryGet(TKey key, [NotNullWhen(true)] out TPeer? peer)
    {
        peer = _sessions.TryGetValue(key, out var session) ? session.Peer : null;
        return peer is not null;
    }

    /// <summary>Makes a session that of its key; one that its peer had before ends. The end of the connection removes it.</summary>
    /// <returns>False where another session of the key lives and stays.</returns>
    internal bool TryAttach(Session<TKey, TPeer> session, DuplicateSessions duplicates)
    {
        var connection = session.Peer.Connection;
        connection.ReplaceSession(null);
        while (!_sessions.TryAdd(session.TypedKey, session))
        {
            if (!_sessions.TryGetValue(session.TypedKey, out var old)) continue;
            if (duplicates == DuplicateSessions.Reject && old.IsConnected) return false;
            if (!_sessions.TryUpdate(session.TypedKey, session, old)) continue;
            old.TakeOver();
            break;
        }

        connection.ReplaceSession(session);
        return true;
    }

    /// <summary>Only the session itself, not a newer one of its key: the end of an old connection may come late.</summary>
    internal void Detach(Session<TKey, TPeer> session) => _sessions.TryRemove(new(session.TypedKey, session));
}
