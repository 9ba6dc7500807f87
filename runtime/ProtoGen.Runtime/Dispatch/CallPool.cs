namespace ProtoGen.Dispatch;

/// <summary>A few idle objects of one type; more than that are left to the garbage collector.</summary>
internal sealed class CallPool<T> where T : class
{
    private readonly T?[] _items = new T?[64];
    private T? _first;

    public T? TryTake()
    {
        if (Interlocked.Exchange(ref _first, null) is { } first) return first;
        for (var index = 0; index < _items.Length; index++)
        {
            if (_items[index] is not null && Interlocked.Exchange(ref _items[index], null) is { } item) return item;
        }

        return null;
    }

    public void Put(T item)
    {
        if (Interlocked.CompareExchange(ref _first, item, null) is null) return;
        for (var index = 0; index < _items.Length; index++)
        {
            if (_items[index] is null && Interlocked.CompareExchange(ref _items[index], item, null) is null) return;
        }
    }
}
