using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace ProtoGen.Connections;

/// <summary>Hands messages to those who enumerate. A slow reader loses the oldest, which is counted; it never holds up the connection.</summary>
/// <typeparam name="T">The message.</typeparam>
public sealed class PushStream<T>
{
    private readonly Lock _gate = new();
    private Channel<T>[] _readers = [];
    private long _dropped;

    /// <summary>Messages that readers were too slow for.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    /// <summary>Hands a message to every reader of this moment.</summary>
    /// <param name="item">The message.</param>
    /// <param name="heard">Whether there was one.</param>
    public void Publish(in T item, out bool heard)
    {
        var readers = Volatile.Read(ref _readers);
        heard = readers.Length != 0;
        foreach (var reader in readers) reader.Writer.TryWrite(item);
    }

    /// <summary>What is published from the first step of the enumeration on.</summary>
    /// <param name="capacity">The messages kept for this reader; at least 1.</param>
    /// <param name="stopped">Ends the enumeration in order, after what is kept.</param>
    /// <param name="cancel">Ends it by an exception.</param>
    public async IAsyncEnumerable<T> Read(int capacity, CancellationToken stopped = default, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var options = new BoundedChannelOptions(capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true };
        var reader = Channel.CreateBounded<T>(options, _ => Interlocked.Increment(ref _dropped));
        Change(readers => [.. readers, reader]);
        try
        {
            using var registration = stopped.UnsafeRegister(static state => ((ChannelWriter<T>)state!).TryComplete(), reader.Writer);
            await foreach (var item in reader.Reader.ReadAllAsync(cancel).ConfigureAwait(false)) yield return item;
        }
        finally
        {
            Change(readers => Array.FindAll(readers, other => other != reader));
        }
    }

    private void Change(Func<Channel<T>[], Channel<T>[]> change)
    {
        lock (_gate) Volatile.Write(ref _readers, change(_readers));
    }
}
