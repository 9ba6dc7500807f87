using ProtoGen.Connections;

namespace ProtoGen.Dispatch;

/// <summary>Requests in flight: those whose replies say which they answer, and those that are answered in order. The connection's gate guards it.</summary>
internal sealed class OutstandingRequests(long lostReplyTimeout)
{
    /// <summary>Those of a connection that has made none. Nothing is ever added to it.</summary>
    public static OutstandingRequests None { get; } = new(0);

    // Each is made with its first request: most protocols need one of them only.
    private ReplyLanes? _ordered;
    private CorrelatedRequests? _correlated;
    private long _added;

    /// <summary>Requests in flight, tombstones included.</summary>
    public int Count => (_ordered?.Count ?? 0) + (_correlated?.Count ?? 0);

    public void Add(PendingCall call)
    {
        call.Order = ++_added;
        if (call.Correlation.HasValue) (_correlated ??= new(lostReplyTimeout)).Add(call);
        else (_ordered ??= new(lostReplyTimeout)).Add(call);
    }

    /// <summary>Whether a request with this correlation is in flight.</summary>
    public bool IsTaken(Correlation correlation) => _correlated is not null && _correlated.Contains(correlation);

    /// <summary>Whether a request waits that a reply of this key may answer.</summary>
    public bool Awaits(long key) => (_ordered is not null && _ordered.Awaits(key)) || (_correlated is not null && _correlated.Awaits(key));

    /// <summary>The requests whose time is not over, those included whose callers gave them up: their replies may be on their way.</summary>
    /// <param name="now">The time.</param>
    /// <param name="earliest">When the first of them gives its place up at the latest.</param>
    public int CountPending(long now, out long earliest)
    {
        earliest = long.MaxValue;
        return (_ordered?.CountPending(now, ref earliest) ?? 0) + (_correlated?.CountPending(now, ref earliest) ?? 0);
    }

    /// <summary>Makes room among the correlations: forgets requests that nobody waits for any more.</summary>
    public void ForgetFinished() => _correlated?.ForgetFinished();

    /// <summary>The oldest request that a reply of this key can answer, or null.</summary>
    public PendingCall? Take(long key) => _ordered?.Take(key) ?? _correlated?.Take(key);

    /// <summary>The oldest request of this correlation that a reply of this key can answer, or null.</summary>
    public PendingCall? Take(Correlation correlation, long key) => _correlated?.Take(correlation, key);

    /// <summary>Fails what is past its deadline. Says when to look again, and whether a tombstone waited for its reply for too long.</summary>
    public long Expire(long now, out bool replyLost)
    {
        replyLost = false;
        return Math.Min(_ordered?.Expire(now, out replyLost) ?? long.MaxValue, _correlated?.Expire(now) ?? long.MaxValue);
    }

    /// <summary>Everything in flight, oldest first; nothing is left.</summary>
    public List<PendingCall> TakeAll()
    {
        if (Count == 0) return [];
        var all = new List<PendingCall>(Count);
        _ordered?.TakeAll(all);
        _correlated?.TakeAll(all);
        all.Sort(static (left, right) => left.Order.CompareTo(right.Order));
        return all;
    }
}
