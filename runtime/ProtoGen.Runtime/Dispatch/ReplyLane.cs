namespace ProtoGen.Dispatch;

/// <summary>Requests that are answered in order, oldest first.</summary>
internal sealed class ReplyLane
{
    private PendingCall? _tail;

    /// <summary>The keys of the replies that its requests can get.</summary>
    public HashSet<long> Keys { get; } = [];

    public PendingCall? Head { get; private set; }

    public void Add(PendingCall call)
    {
        if (_tail is null) Head = call;
        else _tail.Next = call;
        _tail = call;
    }

    public bool Awaits(long key)
    {
        var call = Head;
        while (call is not null && !call.Accepts(key)) call = call.Next;
        return call is not null;
    }

    /// <summary>The oldest request that a reply of this key answers; it stays where the reply goes on. Those before it that may be answered by silence have been.</summary>
    public PendingCall? Take(long key, out int passedOver)
    {
        passedOver = 0;
        PendingCall? before = null;
        var call = Head;
        while (call is not null && !call.Accepts(key))
        {
            before = call;
            call = call.Next;
        }

        if (call is null) return null;
        if (!call.IsStreamed || call.EndsWith(key)) Remove(call, before);
        if (before is not null) passedOver = PassOver(before);
        return call;
    }

    public PendingCall? TakeFirst()
    {
        if (Head is not { } call) return null;
        Remove(call, null);
        return call;
    }

    public void Remove(PendingCall call, PendingCall? before)
    {
        if (before is null) Head = call.Next;
        else before.Next = call.Next;
        if (_tail == call) _tail = before;
        call.Next = null;
    }

    /// <summary>Takes over the requests of another lane, in the order in which all were sent.</summary>
    public void Join(ReplyLane other)
    {
        var (left, right) = (Head, other.Head);
        Head = _tail = other.Head = other._tail = null;
        while (left is not null || right is not null)
        {
            ref var first = ref left;
            if (left is null || (right is not null && right.Order < left.Order)) first = ref right;
            var call = first!;
            first = call.Next;
            call.Next = null;
            Add(call);
        }
    }

    private int PassOver(PendingCall last)
    {
        var count = 0;
        PendingCall? before = null;
        for (var call = Head; call is not null;)
        {
            var (next, isLast) = (call.Next, call == last);
            if (call.MayBeSilent)
            {
                Remove(call, before);
                call.PassOver();
                call.Release();
                count++;
            }
            else
            {
                before = call;
            }

            if (isLast) break;
            call = next;
        }

        return count;
    }
}
