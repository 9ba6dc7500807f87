using System.Runtime.CompilerServices;

namespace ProtoGen.Heartbeats;

/// <summary>
/// The timers of all connections of a process: one tick for all instead of a timer each. Receiving and sending never touch it; a connection
/// looks at its stamps when it is woken and says when to be woken again.
/// </summary>
internal sealed class TimerWheel
{
    private static readonly ConditionalWeakTable<TimeProvider, TimerWheel> Wheels = [];

    private readonly WheelShard[] _shards;
    private long _next;

    public TimerWheel(TimeProvider time, int shards)
    {
        Clock = new(time);
        _shards = new WheelShard[shards];
        for (var index = 0; index < shards; index++) _shards[index] = new(Clock, Tick);
    }

    /// <summary>The resolution of every timeout.</summary>
    public static TimeSpan Tick { get; } = TimeSpan.FromMilliseconds(100);

    public HostClock Clock { get; }

    /// <summary>The wheel of a time provider: one a process for the system's.</summary>
    public static TimerWheel For(TimeProvider time) =>
        Wheels.GetValue(time, static time => new(time, time == TimeProvider.System ? Math.Clamp(Environment.ProcessorCount / 2, 1, 8) : 1));

    public WheelTimer CreateTimer(Func<long, long> callback) => new(ShardOf(Interlocked.Increment(ref _next)), callback);

    /// <summary>The shard of whoever has this number.</summary>
    public WheelShard ShardOf(long number) => _shards.Length == 1 ? _shards[0] : _shards[(ulong)number % (ulong)_shards.Length];
}
