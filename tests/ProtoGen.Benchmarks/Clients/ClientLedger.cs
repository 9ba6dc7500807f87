using System.Diagnostics;

namespace ProtoGen.Benchmarks.Clients;

/// <summary>What happens to all clients of a process since a mark was set.</summary>
internal sealed class ClientLedger
{
    private const int MostAttempts = 1 << 20;

    private readonly long[] _attempts = new long[MostAttempts];
    private readonly long[] _ready = new long[MostAttempts];
    private int _attemptCount, _readyCount;
    private TimeSpan _processor;
    private long _mark;

    public int Ready => Volatile.Read(ref _readyCount);

    public void Attempted() => _attempts[Interlocked.Increment(ref _attemptCount) - 1] = Stopwatch.GetTimestamp();

    public void BecameReady() => _ready[Interlocked.Increment(ref _readyCount) - 1] = Stopwatch.GetTimestamp();

    public void Mark()
    {
        (_attemptCount, _readyCount, _processor) = (0, 0, Environment.CpuUsage.TotalTime);
        _mark = Stopwatch.GetTimestamp();
    }

    /// <summary>Since the mark: milliseconds until half of the clients and until all were ready, attempts, the most of them in a tenth of a second, milliseconds of CPU.</summary>
    public (double Half, double All, int Attempts, int Crowd, double Processor) Told(int clients)
    {
        var ready = _ready.AsSpan(0, clients).ToArray();
        Array.Sort(ready);
        return (Since(ready[clients / 2]), Since(ready[^1]), _attemptCount, Crowd(), (Environment.CpuUsage.TotalTime - _processor).TotalMilliseconds);
    }

    public double Since(long timestamp) => Stopwatch.GetElapsedTime(_mark, timestamp).TotalMilliseconds;

    private int Crowd()
    {
        var attempts = _attempts.AsSpan(0, _attemptCount).ToArray();
        Array.Sort(attempts);
        var most = 0;
        for (int first = 0, last = 0; last < attempts.Length; last++)
        {
            while (attempts[last] - attempts[first] > Stopwatch.Frequency / 10) first++;
            most = Math.Max(most, last - first + 1);
        }

        return most;
    }
}
