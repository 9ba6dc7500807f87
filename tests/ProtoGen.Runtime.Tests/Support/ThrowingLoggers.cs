using Microsoft.Extensions.Logging;

namespace ProtoGen.Runtime.Tests;

/// <summary>Loggers that throw whatever is asked of them, as a full disk or a bug in a sink does.</summary>
internal sealed class ThrowingLoggers : ILoggerFactory, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => throw new IOException("The disk is full.");

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        throw new IOException("The disk is full.");

    public void Dispose()
    {
    }
}
