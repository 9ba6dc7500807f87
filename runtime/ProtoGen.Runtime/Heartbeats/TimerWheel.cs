using System.Runtime.CompilerServices;
using ProtoGen.Connections;

namespace ProtoGen.Heartbeats;

/// <summary>
/// The timers of all connections of a process: one tick for all instead of a timer each. Receiving and sending never touch it; a connection
/// looks at its stamps when it is woken and says when to be woken again.
/// </summary>
internal sealed class TimerWheel
{
    private static readonly ConditionalWeakTable<TimeProvider, TimerWheel> Wheels = [];

    private readonly WheelShard[] _shards;
    private int _next;

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

    public WheelTimer CreateTimer(Func<long, long> callback) => Create(callback);

    public WheelTimer CreateTimer(Connection connection) => Create(connection);

    private WheelTimer Create(object target) => new(_shards[(uint)Interlocked.Increment(ref _next) % (uint)_shards.Length], target);
}
