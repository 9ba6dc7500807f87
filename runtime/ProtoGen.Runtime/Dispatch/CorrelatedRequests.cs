using ProtoGen.Connections;

namespace ProtoGen.Dispatch;

/// <summary>
/// Requests whose replies repeat something of them, so that replies may come in any order. A finished one keeps its place for a while: its late
/// reply is not taken for another's, should the numbers come round. The connection's gate guards it.
/// </summary>
internal sealed class CorrelatedRequests(long lostReplyTimeout)
{
    private readonly Dictionary<Correlation, PendingCall> _calls = [];
    private readonly List<PendingCall> _forgotten = [];

    public int Count { get; private set; }

    public bool Contains(Correlation correlation) => _calls.ContainsKey(correlation);

    /// <summary>Users may give two requests the same value; they are answered in order then.</summary>
    public void Add(PendingCall call)
    {
        Count++;
        if (_calls.TryAdd(call.Correlation, call)) return;
        var last = _calls[call.Correlation];
        while (last.Next is { } next) last = next;
        last.Next = call;
    }

    public PendingCall? Take(Correlation correlation, long key)
    {
        if (!_calls.TryGetValue(correlation, out var call)) return null;
        while (call is not null && !call.Accepts(key)) call = call.Next;
        if (call is not null) Remove(call);
        return call;
    }

    public bool Awaits(long key) => Find(key) is not null;

    /// <summary>For replies that do not say which request they answer.</summary>
    public PendingCall? Take(long key)
    {
        var oldest = Find(key);
        if (oldest is not null) Remove(oldest);
        return oldest;
    }

    public long Expire(long now)
    {
        var due = long.MaxValue;
        foreach (var first in _calls.Values)
        {
            for (var call = first; call is not null; call = call.Next) due = Math.Min(due, Expire(call, now));
        }

        Forget();
        return due;
    }

    public void ForgetFinished()
    {
        foreach (var first in _calls.Values)
        {
            for (var call = first; call is not null; call = call.Next)
            {
                if (call.IsFinished) _forgotten.Add(call);
            }
        }

        Forget();
    }

    public int CountPending(long now, ref long earliest)
    {
        var count = 0;
        foreach (var first in _calls.Values)
        {
            for (var call = first; call is not null; call = call.Next)
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
        foreach (var first in _calls.Values)
        {
            for (var call = first; call is not null; call = call.Next) all.Add(call);
        }

        foreach (var call in all) call.Next = null;
        _calls.Clear();
        Count = 0;
    }

    private PendingCall? Find(long key)
    {
        PendingCall? oldest = null;
        foreach (var first in _calls.Values)
        {
            for (var call = first; call is not null; call = call.Next)
            {
                if (call.Accepts(key) && (oldest is null || call.Order < oldest.Order)) oldest = call;
            }
        }

        return oldest;
    }

    private long Expire(PendingCall call, long now)
    {
        if (!call.IsFinished && call.Deadline <= now) call.TimeOut();
        if (!call.IsFinished) return call.Deadline;
        if (call.AbandonedAt == 0) call.AbandonedAt = now;
        if (now - call.AbandonedAt < lostReplyTimeout) return call.AbandonedAt + lostReplyTimeout;
        _forgotten.Add(call);
        return long.MaxValue;
    }

    private void Forget()
    {
        foreach (var call in _forgotten)
        {
            Remove(call);
            call.Release();
        }

        _forgotten.Clear();
    }

    private void Remove(PendingCall call)
    {
        Count--;
        var first = _calls[call.Correlation];
        if (first != call)
        {
            while (first.Next != call) first = first.Next!;
            first.Next = call.Next;
        }
        else if (call.Next is { } next)
        {
            _calls[call.Correlation] = next;
        }
        else
        {
            _calls.Remove(call.Correlation);
        }

        call.Next = null;
    }
}
