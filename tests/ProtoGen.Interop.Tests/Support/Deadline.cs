using System.Threading.Channels;

namespace ProtoGen.Interop.Tests;

/// <summary>How long a test waits for what has to happen. Reaching it is a failure, so it may be generous.</summary>
internal static class Deadline
{
    public static readonly TimeSpan Usual = TimeSpan.FromSeconds(10);

    public static Task InTime(this Task task) => task.WaitAsync(Usual);

    public static Task<T> InTime<T>(this Task<T> task) => task.WaitAsync(Usual);

    public static Task<T> InTime<T>(this ValueTask<T> task) => task.AsTask().WaitAsync(Usual);

    public static Task InTime(this ValueTask task) => task.AsTask().WaitAsync(Usual);

    public static async Task<T> Next<T>(this Channel<T> channel)
    {
        using var deadline = new CancellationTokenSource(Usual);
        return await channel.Reader.ReadAsync(deadline.Token);
    }
}
