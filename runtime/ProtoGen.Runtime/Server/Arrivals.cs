namespace ProtoGen.Server;

/// <summary>Connections that are not made yet: in their TLS handshake, or waiting for room. A server that stops takes no more and waits for these.</summary>
internal sealed class Arrivals
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _empty;
    private int _count;

    public int Count
    {
        get
        {
            lock (_gate) return _count;
        }
    }

    /// <summary>False once closed.</summary>
    public bool TryEnter()
    {
        lock (_gate)
        {
            if (_empty is not null) return false;
            _count++;
            return true;
        }
    }

    public void Leave()
    {
        lock (_gate)
        {
            if (--_count == 0) _empty?.TrySetResult();
        }
    }

    /// <summary>Lets nobody in any more; completes when all have left.</summary>
    public Task CloseAsync()
    {
        lock (_gate)
        {
            _empty ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_count == 0) _empty.TrySetResult();
            return _empty.Task;
        }
    }
}
