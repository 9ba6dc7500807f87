namespace ProtoGen;

/// <summary>Overwrites what must not stand in a log, in a copy of the frame.</summary>
/// <param name="isSent">Whether this side sent it.</param>
/// <param name="key">What tells its message, as the emitted <c>Wire.Key</c>; null for bytes of which that is not known.</param>
/// <param name="frame">The frame without escaping, from its start, up to <see cref="FrameLogOptions.MaxBytes"/>.</param>
public delegate void FrameRedactor(bool isSent, long? key, Span<byte> frame);

/// <summary>How frames stand in the log. They do at <c>Trace</c>, in hexadecimal.</summary>
public sealed record FrameLogOptions
{
    /// <summary>The bytes of a frame that are written at most; the rest is told by its length. Default 256; 0 for the lengths alone.</summary>
    public int MaxBytes { get; init; } = 256;

    /// <summary>Called before a frame is written, by the thread that sends or receives. Default null: frames are written as they are.</summary>
    public FrameRedactor? Redact { get; init; }

    /// <exception cref="ArgumentException">The size is negative.</exception>
    internal FrameLogOptions Validated() =>
        MaxBytes >= 0 ? this : throw new ArgumentException($"A frame log of {MaxBytes} bytes cannot be; use 0 for the lengths alone.");
}
