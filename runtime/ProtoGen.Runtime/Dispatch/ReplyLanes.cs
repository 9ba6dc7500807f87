namespace ProtoGen.Dispatch;

/// <summary>
/// Requests that are answered in order. Those with replies in common stand in one lane: the order in which they were sent is all that says whom
/// a shared reply answers. Requests without do not disturb each other. The connection's gate guards it.
/// </summary>
internal sealed class ReplyLanes(long lostReplyTimeout)
{
    // By the key of a reply; lanes of several keys stand here several times.
    private readonly Dictionary<long, ReplyLane> _byKey = [];
    private readonly List<ReplyLane> _lanes = [];

    public int Count { get; private set; }

    public void Add(PendingCall call)
    {
        LaneFor(call.ReplyKeys!).Add(call);
        Count++;
    }

    public bool Awaits(long key) => _byKey.TryGetValue(key, out var lane) && lane.Awaits(key);

    public PendingCall? Take(long key)
    {
        if (!_byKey.TryGetValue(key, out var lane)) return null;
        var call = lane.Take(key, out var passedOver);
        Count -= passedOver;
        if (call is not null && (!call.IsStreamed || call.EndsWith(key))) Count--;
        return call;
    }

    public long Expire(long now, out bool replyLost)
    {
        var due = long.MaxValue;
        replyLost = false;
        foreach (var lane in _lanes) due = Math.Min(due, Expire(lane, now, ref replyLost));
        return due;
    }

    public int CountPending(long now, ref long earliest)
    {
        var count = 0;
        foreach (var lane in _lanes)
        {
            for (var call = lane.Head; call is not null; call = call.Next)
            {
                if (call.Deadline <= now) continue;
                count++;
                earliest = Math.Min(earliest, call.Deadline);
            }
        }

        return count;
    }

    public void TakeAll(List<PendingCall> all)
    {
        foreach (var lane in _lanes)
        {
            while (lane.TakeFirst() is { } call) all.Add(call);
        }

        Count = 0;
    }

    private long Expire(ReplyLane lane, long now, ref bool replyLost)
    {
        var due = long.MaxValue;
        PendingCall? before = null;
        for (var call = lane.Head; call is not null;)
        {
            var next = call.Next;
            if (!call.IsFinished && call.Deadline <= now && !call.TryPostpone(now)) call.TimeOut();
            if (!call.IsFinished)
            {
                due = Math.Min(due, call.Deadline);
            }
            else if (call.MayBeSilent)
            {
                // Silence was its answer: no reply is owed.
                lane.Remove(call, before);
                call.Release();
                Count--;
                call = next;
                continue;
            }
            else
            {
                if (call.AbandonedAt == 0) call.AbandonedAt = now;
                replyLost |= now - call.AbandonedAt >= lostReplyTimeout;
                due = Math.Min(due, call.AbandonedAt + lostReplyTimeout);
            }

            before = call;
            call = next;
        }

        return due;
    }

    private ReplyLane LaneFor(long[] keys)
    {
        _byKey.TryGetValue(keys[0], out var lane);
        for (var index = 1; index < keys.Length; index++)
        {
            if (_byKey.TryGetValue(keys[index], out var other) && other != lane) lane = lane is null ? other : Join(lane, other);
        }

        if (lane is null) _lanes.Add(lane = new());
        foreach (var key in keys)
        {
            if (lane.Keys.Add(key)) _byKey[key] = lane;
        }

        return lane;
    }

    // The first time that two kinds of request turn out to share a reply.
    private ReplyLane Join(ReplyLane lane, ReplyLane other)
    {
        lane.Join(other);
        _lanes.Remove(other);
        foreach (var key in other.Keys)
        {
            lane.Keys.Add(key);
            _byKey[key] = lane;
        }

        return lane;
    }
}
