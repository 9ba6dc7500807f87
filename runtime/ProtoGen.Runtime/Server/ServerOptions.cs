using Microsoft.Extensions.Logging;
using ProtoGen.Connections;

namespace ProtoGen;

/// <summary>What a server may use and how it behaves. Checked when the server starts.</summary>
public sealed record ServerOptions
{
    /// <summary>What bytes are moved with. Default <see cref="ServerTransport.Portable"/>.</summary>
    public ServerTransport Transport { get; init; }

    /// <summary>The event loops of <see cref="ServerTransport.Epoll"/>, a thread each. 1 or more. Default null: one a processor.</summary>
    public int? EventLoops { get; init; }

    /// <summary>Whether the handlers of <see cref="ServerTransport.Epoll"/> begin on the thread pool instead of the loops: slower, and one that
    /// blocks its thread holds up its own connection only. Default false.</summary>
    public bool HandlersOnPool { get; init; }

    /// <summary>Connections at a time; at the limit no more are accepted until one ends. 1 or more. Default 10 000.</summary>
    public int MaxConnections { get; init; } = 10_000;

    /// <summary>Connections at a time of one address, where an IPv6 network of 64 bits is one; more are broken off. 1 or more. Default null: no limit.</summary>
    public int? MaxConnectionsPerAddress { get; init; }

    /// <summary>Connections at a time that must register and have not; at the limit no more are accepted until one has. 1 or more. Default 256.</summary>
    public int MaxPendingHandshakes { get; init; } = 256;

    /// <summary>Connections the system keeps until they are accepted. 1 or more. Default 512.</summary>
    public int AcceptBacklog { get; init; } = 512;

    /// <summary>How the connections of <c>tls://</c> endpoints are secured. Default null: there are no such endpoints.</summary>
    public ServerTlsOptions? Tls { get; init; }

    /// <summary>The limits of each connection.</summary>
    public ConnectionLimits Limits { get; init; } = new();

    /// <summary>Replaces the schema's heartbeat. Default null: as the schema says.</summary>
    public HeartbeatSettings? Heartbeat { get; init; }

    /// <summary>What happens to a second session of a key. Default: it takes over.</summary>
    public DuplicateSessions DuplicateSessions { get; init; }

    /// <summary>Who knows the sessions of other servers of this protocol, so that a key has one session among all of them and pushes reach it.
    /// Default null: the server is alone.</summary>
    public ISessionDirectory? SessionDirectory { get; init; }

    /// <summary>How long disposing lets handlers finish and output go. Zero or more. Default 5 s.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a stopping server, no longer ready, accepts all the same, so that those who distribute connections notice. Part of the
    /// drain time. Zero or more. Default zero.</summary>
    public TimeSpan UnreadyTime { get; init; }

    /// <summary>Over which time a stopping server tells and closes its connections, evenly, so that they do not come back all at once. Part of the
    /// drain time. Zero or more. Default zero: all at once.</summary>
    public TimeSpan DrainSpread { get; init; }

    /// <summary>Where log lines go. What it throws is ignored. Default null: nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>How frames stand in the log, where it takes <c>Trace</c>.</summary>
    public FrameLogOptions FrameLog { get; init; } = new();

    /// <summary>The clock of all timeouts. Default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Checks every value before the first connection.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; says which.</exception>
    internal ServerOptions Validated()
    {
        OptionChecks.Known(Transport, Name(nameof(Transport)));
        if (EventLoops is { } loops) OptionChecks.Positive(loops, Name(nameof(EventLoops)));
        CheckTransport(OperatingSystem.IsLinux());
        OptionChecks.Positive(MaxConnections, Name(nameof(MaxConnections)));
        if (MaxConnectionsPerAddress is { } perAddress) OptionChecks.Positive(perAddress, Name(nameof(MaxConnectionsPerAddress)));
        OptionChecks.Positive(MaxPendingHandshakes, Name(nameof(MaxPendingHandshakes)));
        OptionChecks.Positive(AcceptBacklog, Name(nameof(AcceptBacklog)));
        OptionChecks.NotNull(Limits, Name(nameof(Limits)));
        OptionChecks.Known(DuplicateSessions, Name(nameof(DuplicateSessions)));
        OptionChecks.NotNegative(DrainTimeout, Name(nameof(DrainTimeout)));
        OptionChecks.NotNegative(UnreadyTime, Name(nameof(UnreadyTime)));
        OptionChecks.NotNegative(DrainSpread, Name(nameof(DrainSpread)));
        OptionChecks.NotNull(TimeProvider, Name(nameof(TimeProvider)));
        Limits.Validated();
        Tls?.Validated();
        return this;
    }

    /// <exception cref="ArgumentException">The transport does not exist here, or others are set up than the one chosen.</exception>
    internal void CheckTransport(bool isLinux)
    {
        if (Transport == ServerTransport.Epoll)
        {
            if (!isLinux) throw new ArgumentException($"{Name(nameof(Transport))} is Epoll, which exists on Linux only; use Portable on other systems.");
            return;
        }

        var loopOption = EventLoops is not null ? nameof(EventLoops) : HandlersOnPool ? nameof(HandlersOnPool) : null;
        if (loopOption is null) return;
        throw new ArgumentException($"{Name(loopOption)} is set, but {Name(nameof(Transport))} is {Transport}, which has no event loops; set it to Epoll.");
    }

    private static string Name(string property) => $"{nameof(ServerOptions)}.{property}";
}
