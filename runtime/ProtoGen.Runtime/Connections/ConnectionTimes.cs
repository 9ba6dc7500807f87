using ProtoGen.Heartbeats;

namespace ProtoGen.Connections;

/// <summary>The timeouts of <see cref="ConnectionLimits"/> in timestamp units.</summary>
internal sealed class ConnectionTimes(ConnectionLimits limits, HostClock clock)
{
    public long Write { get; } = clock.ToTicks(limits.WriteTimeout);

    public long Frame { get; } = clock.ToTicks(limits.FrameTimeout);

    public long Handshake { get; } = clock.ToTicks(limits.HandshakeTimeout);

    public long LostReply { get; } = clock.ToTicks(limits.LostReplyTimeout);

    public long Second { get; } = clock.ToTicks(TimeSpan.FromSeconds(1));

    public long Tick { get; } = clock.ToTicks(TimerWheel.Tick);
}
