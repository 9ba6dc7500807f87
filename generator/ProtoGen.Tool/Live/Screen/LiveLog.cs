using Microsoft.Extensions.Logging;

namespace ProtoGen.Tool.Live.Screen;

/// <summary>The runtime's log: frames where they are asked for, and whatever it warns of.</summary>
/// <param name="withFrames">Whether frames are wanted.</param>
/// <param name="onFrame">Told of a frame: whether this side sent it, its bytes, their number.</param>
/// <param name="onWarning">Told of a warning.</param>
internal sealed class LiveLog(bool withFrames, Action<long, bool, string, int> onFrame, Action<string> onWarning) : ILoggerFactory, ILogger
{
    // The runtime's numbers for what it logs of frames.
    private const int FrameSent = 60;
    private const int FrameReceived = 61;

    // And for a client that a server refuses before it is a connection, which nothing else tells.
    private const int SecuringFailed = 27;

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information || (withFrames && logLevel == LogLevel.Trace);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Id is FrameSent or FrameReceived && state is IReadOnlyList<KeyValuePair<string, object?>> values)
        {
            if (!withFrames) return;
            var known = values.ToDictionary(value => value.Key, value => value.Value);
            onFrame((long)known["Id"]!, eventId.Id == FrameSent, (string)known["Hex"]!, (int)known["Length"]!);
        }
        else if (logLevel >= LogLevel.Warning || eventId.Id == SecuringFailed)
        {
            onWarning(exception is null ? formatter(state, null) : $"{formatter(state, exception)}: {exception.Message}");
        }
    }
}
