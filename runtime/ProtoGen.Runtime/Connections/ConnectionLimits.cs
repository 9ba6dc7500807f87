namespace ProtoGen;

/// <summary>What a connection may use and how long it may take. Sizes are in bytes; zero time spans and sizes are not allowed.</summary>
public sealed record ConnectionLimits
{
    /// <summary>The largest frame accepted. Default null: the protocol's own limit, which a larger value does not raise.</summary>
    public int? MaxFrameBytes { get; init; }

    /// <summary>Frames kept while a handler is pending before reading pauses. Default 256 KiB.</summary>
    public int BacklogBytes { get; init; } = 256 << 10;

    /// <summary>The same while a request of this side is outstanding, whose reply may stand behind them. Default 4 MiB.</summary>
    public int BacklogHardBytes { get; init; } = 4 << 20;

    /// <summary>Queued bytes at which awaited sends begin to wait. Default 64 KiB.</summary>
    public int SendHighWatermarkBytes { get; init; } = 64 << 10;

    /// <summary>Queued bytes at which waiting sends go on. Default 32 KiB.</summary>
    public int SendLowWatermarkBytes { get; init; } = 32 << 10;

    /// <summary>Queued bytes above which a send that does not wait is refused; one frame is always taken when nothing is queued. Default 1 MiB.</summary>
    public int SendCapBytes { get; init; } = 1 << 20;

    /// <summary>How long the peer may accept no byte. Default 10 s.</summary>
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a frame may take from its first to its last byte, unless it arrives at <see cref="MinFrameBytesPerSecond"/>. Default 10 s.</summary>
    public TimeSpan FrameTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The rate that keeps a big frame alive past <see cref="FrameTimeout"/>. Default 240 bytes a second.</summary>
    public int MinFrameBytesPerSecond { get; init; } = 240;

    /// <summary>How long a peer that must register may take for it. Default 10 s.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a request of the server may wait for its reply; a client has a limit of its own. Default 10 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the reply of a request that nobody waits for any more may stay out. Default 30 s.</summary>
    public TimeSpan LostReplyTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether a message of an unknown id closes the connection. Default false: it is skipped and counted.</summary>
    public bool CloseOnUnknownMessage { get; init; }

    /// <summary>Whether the connection goes on after a handler threw; its request gets no reply then. Default false.</summary>
    public bool KeepOnHandlerFault { get; init; }

    /// <summary>
    /// Handlers of a connection that may be pending at once. Default 1: each begins when the one before it is done. Above 1 they still begin in the
    /// order of their messages, and replies leave in the order of their requests unless the frames of the protocol are numbered; only what a
    /// handler does after its first wait runs beside others. Immediate messages and a registration do not count.
    /// </summary>
    public int MaxPendingHandlers { get; init; } = 1;

    /// <summary>
    /// Requests of this side that may wait for their replies at once; what comes behind them waits its turn. A request gives its place up when its
    /// reply comes or its time is over. 1 for lines on which one side speaks at a time, such as RS-485. Default null: as many as there are.
    /// </summary>
    public int? MaxPendingRequests { get; init; }

    /// <summary>Checks every value before the first connection.</summary>
    /// <exception cref="ArgumentException">A size or time is not positive, or a low mark is above its high one.</exception>
    internal ConnectionLimits Validated()
    {
        if (MaxFrameBytes is { } maxFrameBytes) OptionChecks.Positive(maxFrameBytes, Name(nameof(MaxFrameBytes)));
        OptionChecks.Positive(BacklogBytes, Name(nameof(BacklogBytes)));
        OptionChecks.AtLeast(BacklogHardBytes, BacklogBytes, Name(nameof(BacklogHardBytes)), nameof(BacklogBytes));
        OptionChecks.Positive(SendLowWatermarkBytes, Name(nameof(SendLowWatermarkBytes)));
        OptionChecks.AtLeast(SendHighWatermarkBytes, SendLowWatermarkBytes, Name(nameof(SendHighWatermarkBytes)), nameof(SendLowWatermarkBytes));
        OptionChecks.AtLeast(SendCapBytes, SendHighWatermarkBytes, Name(nameof(SendCapBytes)), nameof(SendHighWatermarkBytes));
        OptionChecks.Positive(WriteTimeout, Name(nameof(WriteTimeout)));
        OptionChecks.Positive(FrameTimeout, Name(nameof(FrameTimeout)));
        OptionChecks.Positive(MinFrameBytesPerSecond, Name(nameof(MinFrameBytesPerSecond)));
        OptionChecks.Positive(HandshakeTimeout, Name(nameof(HandshakeTimeout)));
        OptionChecks.Positive(RequestTimeout, Name(nameof(RequestTimeout)));
        OptionChecks.Positive(LostReplyTimeout, Name(nameof(LostReplyTimeout)));
        OptionChecks.Positive(MaxPendingHandlers, Name(nameof(MaxPendingHandlers)));
        if (MaxPendingRequests is { } maxPendingRequests) OptionChecks.Positive(maxPendingRequests, Name(nameof(MaxPendingRequests)));
        return this;
    }

    private static string Name(string property) => $"{nameof(ConnectionLimits)}.{property}";
}
