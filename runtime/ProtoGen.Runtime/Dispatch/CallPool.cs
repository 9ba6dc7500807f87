using System.Collections.Concurrent;

namespace ProtoGen.Dispatch;

/// <summary>Idle objects of one type; more than so many are left to the garbage collector.</summary>
internal sealed class CallPool<T> where T : class
{
    // As many calls as a busy process has in flight: what they are made of is kept as long as the process is.
    private const int Most = 1024;

    private readonly ConcurrentQueue<T> _others = new();
    private T? _first;
    private int _count;

    public T? TryTake()
    {
        if (_first is not null && Interlocked.Exchange(ref _first, null) is { } first) return first;
        if (!_others.TryDequeue(out var item)) return null;
        Interlocked.Decrement(ref _count);
        return item;
    }

    public void Put(T item)
    {
        if (_first is null && Interlocked.CompareExchange(ref _first, item, null) is null) return;
        if (Interlocked.Increment(ref _count) <= Most) _others.Enqueue(item);
        else Interlocked.Decrement(ref _count);
    }
}
