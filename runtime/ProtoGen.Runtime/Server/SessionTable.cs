namespace ProtoGen.Server;

/// <summary>The peers that have a session, by their key. A session needs no object of its own here: a peer is itself the entry.</summary>
internal sealed class SessionTable<TKey> where TKey : notnull
{
    // So many that two threads seldom want the same one.
    private const int ShardBits = 6;

    // A bucket each for half of its entries: their chains stay short, and the array costs 4 to 8 bytes a session.
    private const int EntriesABucket = 2;

    private readonly Shard[] _shards = new Shard[1 << ShardBits];

    public SessionTable()
    {
        for (var index = 0; index < _shards.Length; index++) _shards[index] = new();
    }

    public int Count => _shards.Sum(static shard => shard.Count);

    public Peer<TKey>? Find(TKey key)
    {
        var hash = HashOf(key);
        return ShardOf(hash).Find(key, hash);
    }

    /// <summary>Enters a peer under its key, in place of the one that is there. False where that one stays.</summary>
    public bool TryAdd(Peer<TKey> peer, DuplicateSessions duplicates, out Peer<TKey>? before)
    {
        var hash = HashOf(peer.SessionKey);
        return ShardOf(hash).TryAdd(peer, hash, duplicates, out before);
    }

    /// <summary>Only the peer itself, not a newer one of its key: the end of an old connection may come late.</summary>
    public void Remove(Peer<TKey> peer)
    {
        var hash = HashOf(peer.SessionKey);
        ShardOf(hash).Remove(peer, hash);
    }

    // Numbers are their own hash code, and those of devices often differ by a round number only: multiplied, their high bits differ.
    private static uint HashOf(TKey key) => (uint)key.GetHashCode() * 0x9E37_79B1;

    private Shard ShardOf(uint hash) => _shards[hash >> (32 - ShardBits)];

    /// <summary>A part of the table with a gate of its own, which is never held while another one is taken.</summary>
    private sealed class Shard
    {
        private readonly Lock _gate = new();
        private Peer<TKey>?[] _buckets = new Peer<TKey>?[2];
        private int _bucketShift = 31;
        private int _count;

        public int Count
        {
            get
            {
                lock (_gate) return _count;
            }
        }

        public Peer<TKey>? Find(TKey key, uint hash)
        {
            lock (_gate) return LinkTo(key, hash);
        }

        public bool TryAdd(Peer<TKey> peer, uint hash, DuplicateSessions duplicates, out Peer<TKey>? before)
        {
            lock (_gate)
            {
                ref var link = ref LinkTo(peer.SessionKey, hash);
                before = link;
                if (before is not null)
                {
                    if (duplicates == DuplicateSessions.Reject && before.Connection.IsOpen) return false;
                    Unlink(ref link);
                    before.NextSession = before;
                }

                if (_count == _buckets.Length * EntriesABucket) Grow();
                Link(peer, hash);
                _count++;
                return true;
            }
        }

        public void Remove(Peer<TKey> peer, uint hash)
        {
            lock (_gate)
            {
                ref var link = ref First(hash);
                while (link is not null && link != peer) link = ref link.NextSession;
                if (link is not null) Unlink(ref link);
                // It has lost its session before, and no longer waits to be closed for that.
                else peer.NextSession = null;
            }
        }

        // The link that leads to the peer of a key, or the last one of its chain.
        private ref Peer<TKey>? LinkTo(TKey key, uint hash)
        {
            ref var link = ref First(hash);
            while (link is not null && !EqualityComparer<TKey>.Default.Equals(link.SessionKey, key)) link = ref link.NextSession;
            return ref link;
        }

        // The highest bits chose the shard; those below them choose the bucket.
        private ref Peer<TKey>? First(uint hash) => ref _buckets[(hash << ShardBits) >> _bucketShift];

        private void Link(Peer<TKey> peer, uint hash)
        {
            ref var first = ref First(hash);
            peer.NextSession = first;
            first = peer;
        }

        private void Unlink(ref Peer<TKey>? link)
        {
            var peer = link!;
            link = peer.NextSession;
            peer.NextSession = null;
            _count--;
        }

        private void Grow()
        {
            var before = _buckets;
            _buckets = new Peer<TKey>?[2 * before.Length];
            _bucketShift--;
            foreach (var first in before)
            {
                for (var peer = first; peer is not null;)
                {
                    var next = peer.NextSession;
                    Link(peer, HashOf(peer.SessionKey));
                    peer = next;
                }
            }
        }
    }
}
