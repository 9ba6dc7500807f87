using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace ProtoGen.Connections;

/// <summary>The registered peers of a server by their key. The newest wins: the peer before it is closed with <see cref="DisconnectReason.TakenOver"/>.</summary>
/// <typeparam name="TKey">The key the schema names.</typeparam>
/// <typeparam name="TPeer">The emitted peer.</typeparam>
public sealed class SessionRegistry<TKey, TPeer> where TKey : notnull where TPeer : Peer
{
    private readonly ConcurrentDictionary<TKey, TPeer> _peers = new();

    /// <summary>The sessions at this moment.</summary>
    public int Count => _peers.Count;

    /// <summary>The peer registered under a key.</summary>
    public bool TryGet(TKey key, [NotNullWhen(true)] out TPeer? peer) => _peers.TryGetValue(key, out peer);

    /// <summary>Makes a peer the session of a key; a session the peer had before ends. The end of the connection removes it.</summary>
    public void Attach(TKey key, TPeer peer)
    {
        peer.Connection.ReplaceSession(null);
        while (true)
        {
            if (_peers.TryAdd(key, peer)) break;
            if (!_peers.TryGetValue(key, out var old)) continue;
            if (!_peers.TryUpdate(key, peer, old)) continue;
            if (!ReferenceEquals(old, peer)) old.Connection.Close(DisconnectReason.TakenOver);
            break;
        }

        // By key and peer: a late end of the old peer must not remove the new one.
        peer.Connection.ReplaceSession(() => _peers.TryRemove(new(key, peer)));
    }
}
