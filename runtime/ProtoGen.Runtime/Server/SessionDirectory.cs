using System.Collections.Concurrent;

namespace ProtoGen;

/// <summary>The sessions of several servers of one protocol in one process: a push at any of them reaches the session, and a key has one session.</summary>
public sealed class SessionDirectory : ISessionDirectory
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private long _lastEpoch;

    /// <summary>The sessions at this moment.</summary>
    public int Count => _entries.Count;

    /// <inheritdoc/>
    public ValueTask<long> AttachAsync(ISession session, DuplicateSessions duplicates, CancellationToken cancel)
    {
        var entry = new Entry(session, Interlocked.Increment(ref _lastEpoch));
        while (!_entries.TryAdd(session.Key, entry))
        {
            if (!_entries.TryGetValue(session.Key, out var old)) continue;
            if (duplicates == DuplicateSessions.Reject && old.Session.IsConnected) return new(0);
            // Of two that attach at once the one that has the later epoch stays.
            if (old.Epoch > entry.Epoch) entry = entry with { Epoch = Interlocked.Increment(ref _lastEpoch) };
            if (!_entries.TryUpdate(session.Key, entry, old)) continue;
            old.Session.TakeOver();
            break;
        }

        return new(entry.Epoch);
    }

    /// <inheritdoc/>
    public ValueTask DetachAsync(string key, long epoch)
    {
        if (_entries.TryGetValue(key, out var entry) && entry.Epoch == epoch) _entries.TryRemove(new(key, entry));
        return default;
    }

    /// <inheritdoc/>
    public ValueTask<PushResult> PushAsync(string key, PushedFrame frame, CancellationToken cancel) =>
        new(_entries.TryGetValue(key, out var entry) ? entry.Session.TryPush(frame) : PushResult.NotConnected);

    /// <inheritdoc/>
    public ValueTask<bool> IsOnlineAsync(string key, CancellationToken cancel) =>
        new(_entries.TryGetValue(key, out var entry) && entry.Session.IsConnected);

    private sealed record Entry(ISession Session, long Epoch);
}
