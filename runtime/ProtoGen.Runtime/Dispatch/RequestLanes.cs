namespace ProtoGen.Dispatch;

/// <summary>Requests in flight, in order per key of their reply: the protocol has nothing else to match by. The connection's gate guards it.</summary>
internal sealed class RequestLanes(long lostReplyTimeout)
{
    private readonly Dictionary<long, Lane> _lanes = [];

    /// <summary>Requests in flight, tombstones included.</summary>
    public int Count { get; private set; }

    public void Add(PendingCall call)
    {
        var key = call.ReplyKey!.Value;
        if (!_lanes.TryGetValue(key, out var lane)) _lanes[key] = lane = new();
        lane.Add(call);
        Count++;
    }

    /// <summary>The oldest request that such a reply can answer, or null.</summary>
    public PendingCall? Take(long key)
    {
        if (!_lanes.TryGetValue(key, out var lane) || lane.Take() is not { } call) return null;
        Count--;
        return call;
    }

    /// <summary>Fails what is past its deadline. Says when to look again, and whether a tombstone waited for its reply for too long.</summary>
    public long Expire(long now, out bool replyLost)
    {
        var due = long.MaxValue;
        replyLost = false;
        foreach (var lane in _lanes.Values)
        {
            for (var call = lane.Head; call is not null; call = call.Next)
            {
                if (!call.IsFinished && call.Deadline <= now) call.TimeOut();
                if (!call.IsFinished)
                {
                    due = Math.Min(due, call.Deadline);
                    continue;
                }

                if (call.AbandonedAt == 0) call.AbandonedAt = now;
                replyLost |= now - call.AbandonedAt >= lostReplyTimeout;
                due = Math.Min(due, call.AbandonedAt + lostReplyTimeout);
            }
        }

        return due;
    }

    /// <summary>Everything in flight, oldest first per lane; empties the lanes.</summary>
    public List<PendingCall> TakeAll()
    {
        var all = new List<PendingCall>(Count);
        foreach (var lane in _lanes.Values)
        {
            while (lane.Take() is { } call) all.Add(call);
        }

        Count = 0;
        return all;
    }

    private sealed class Lane
    {
        private PendingCall? _tail;

        public PendingCall? Head { get; private set; }

        public void Add(PendingCall call)
        {
            if (_tail is null) Head = call;
            else _tail.Next = call;
            _tail = call;
        }

        public PendingCall? Take()
        {
            if (Head is not { } call) return null;
            Head = call.Next;
            call.Next = null;
            if (Head is null) _tail = null;
            return call;
        }
    }
}
