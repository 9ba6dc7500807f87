using System.Collections.Concurrent;
using System.Threading.Tasks.Sources;

namespace ProtoGen.Benchmarks.Servers.Candidates;

/// <summary>Replies that a thread of the pool has a moment later, from a pool as well, so that what is allocated is allocated by the server.</summary>
/// <typeparam name="T">The reply.</typeparam>
internal sealed class LaterReply<T> : IValueTaskSource<T>, IThreadPoolWorkItem
{
    private static readonly ConcurrentQueue<LaterReply<T>> s_pool = new();

    private ManualResetValueTaskSourceCore<T> _core;
    private T? _reply;

    public static ValueTask<T> Of(T reply)
    {
        var later = s_pool.TryDequeue(out var kept) ? kept : new();
        later._reply = reply;
        ThreadPool.UnsafeQueueUserWorkItem(later, preferLocal: false);
        return new(later, later._core.Version);
    }

    public void Execute() => _core.SetResult(_reply!);

    public T GetResult(short token)
    {
        var reply = _core.GetResult(token);
        _core.Reset();
        s_pool.Enqueue(this);
        return reply;
    }

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
