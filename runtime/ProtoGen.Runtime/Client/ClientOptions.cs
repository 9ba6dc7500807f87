using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using ProtoGen.Connections;

namespace ProtoGen;

/// <summary>What a client may use and how it behaves. Checked when the client starts.</summary>
public sealed record ClientOptions
{
    // What timers of the platform can wait for: 24 days.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(int.MaxValue);

    private static readonly FrozenSet<DisconnectReason> Refusals = FrozenSet.Create(
        DisconnectReason.RegisterRejected, DisconnectReason.TakenOver, DisconnectReason.VersionMismatch);

    /// <summary>One limit for looking up the name, connecting, securing and registering at one endpoint. Default 10 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The pauses between sweeps over the endpoints.</summary>
    public BackoffPolicy Backoff { get; init; } = new();

    /// <summary>The ends of a connection after which the client stops for good instead of connecting again; what it was told to send then fails
    /// at once. Default: the registration was refused, a newer connection took over, the versions do not fit.</summary>
    public IReadOnlySet<DisconnectReason> StopsAfter { get; init; } = Refusals;

    /// <summary>What becomes of a message that cannot be sent at once. Default <see cref="QueuePolicy.Wait"/>.</summary>
    public QueuePolicy Queue { get; init; } = QueuePolicy.Wait;

    /// <summary>Policies of single messages, by their type, such as <c>[typeof(Position)] = QueuePolicy.Latest</c>. Default: none.</summary>
    public IReadOnlyDictionary<Type, QueuePolicy> QueuePolicies { get; init; } = FrozenDictionary<Type, QueuePolicy>.Empty;

    /// <summary>Messages that may wait for a connection, and as many again for room in it. Default 1024.</summary>
    public int MaxWaitingFrames { get; init; } = 1024;

    /// <summary>Bytes that may wait for a connection, and as many again for room in it; one message always may. Default 1 MiB.</summary>
    public int MaxWaitingBytes { get; init; } = 1 << 20;

    /// <summary>The limits of the connection; its handshake timeout is <see cref="ConnectTimeout"/>.</summary>
    public ConnectionLimits Limits { get; init; } = new();

    /// <summary>Replaces the schema's heartbeat. Default null: as the schema says.</summary>
    public HeartbeatSettings? Heartbeat { get; init; }

    /// <summary>Where log lines go. Default null: nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>How frames stand in the log, where it takes <c>Trace</c>.</summary>
    public FrameLogOptions FrameLog { get; init; } = new();

    /// <summary>The clock of all timeouts. Default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Draws the lots of pauses and of orders, from 0 to 1.</summary>
    internal Func<double> Lot { get; init; } = Random.Shared.NextDouble;

    /// <exception cref="ArgumentException">A value makes no sense; says which.</exception>
    internal ClientOptions Validated()
    {
        CheckTime(ConnectTimeout, nameof(ConnectTimeout));
        ArgumentNullException.ThrowIfNull(Backoff);
        CheckTime(Backoff.Longest, "Backoff.Longest");
        CheckTime(Backoff.First, "Backoff.First");
        if (Backoff.Shortest < TimeSpan.Zero || Backoff.Shortest > Backoff.Longest)
            throw Wrong("Backoff.Shortest", Backoff.Shortest, "must lie between 0 and Backoff.Longest");
        if (Backoff.ResetAfter < TimeSpan.Zero) throw Wrong("Backoff.ResetAfter", Backoff.ResetAfter, "must not be negative");
        if (MaxWaitingFrames < 1) throw Wrong(nameof(MaxWaitingFrames), MaxWaitingFrames, "must be at least 1; a message that shall not wait has QueuePolicy.FailFast");
        if (MaxWaitingBytes < 1) throw Wrong(nameof(MaxWaitingBytes), MaxWaitingBytes, "must be at least 1; a message that shall not wait has QueuePolicy.FailFast");
        ArgumentNullException.ThrowIfNull(StopsAfter);
        ArgumentNullException.ThrowIfNull(Limits);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        CheckPolicies();
        return this;
    }

    private void CheckPolicies()
    {
        if (!Enum.IsDefined(Queue)) throw Wrong(nameof(Queue), Queue, "is no policy");
        ArgumentNullException.ThrowIfNull(QueuePolicies);
        foreach (var (message, policy) in QueuePolicies)
        {
            if (!message.IsValueType) throw Wrong(nameof(QueuePolicies), message, "is no message; give the type of one, such as typeof(Position)");
            if (!Enum.IsDefined(policy)) throw Wrong($"{nameof(QueuePolicies)}[{message.Name}]", policy, "is no policy");
        }
    }

    private static void CheckTime(TimeSpan time, string name)
    {
        if (time <= TimeSpan.Zero || time > LongestTimer) throw Wrong(name, time, "must be above 0 and at most 24 days");
    }

    private static ArgumentException Wrong(string name, object value, string rule) => new($"ClientOptions.{name} is {value}; it {rule}.", name);
}
