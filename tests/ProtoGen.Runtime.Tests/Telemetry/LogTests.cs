using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.Logging;
using Samples.DeviceLink;

namespace ProtoGen.Runtime.Tests.Telemetry;

public sealed class LogTests
{
    [Fact]
    public void Every_line_has_an_event_id_of_its_own_and_stands_in_one_file()
    {
        var lines = typeof(Peer).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Select(method => (method, line: method.GetCustomAttribute<LoggerMessageAttribute>()))
            .Where(one => one.line is not null)
            .ToList();
        Assert.InRange(lines.Count, 20, 1000);
        Assert.Equal(["Log"], lines.Select(one => one.method.DeclaringType!.Name).Distinct());
        Assert.Equal(lines.Count, lines.Select(one => one.line!.EventId).Distinct().Count());
        Assert.Equal(lines.Count, lines.Select(one => one.method.Name).Distinct().Count());
        Assert.DoesNotContain(lines, one => one.line!.EventId <= 0);
    }

    [Fact]
    public async Task Frames_stand_in_the_trace_both_ways_cut_short_and_redacted()
    {
        var log = new Lines(LogLevel.Trace);
        await Talk(log, new()
        {
            MaxBytes = 12,
            Redact = (isSent, key, frame) =>
            {
                if (!isSent && key == Register.Wire.Key) frame[5..].Clear();
            },
        });
        Assert.Contains(log.All, line => line.EndsWith("received 56 bytes of message 0: 000000340000000000000000...", StringComparison.Ordinal));
        Assert.Contains(log.All, line => line.EndsWith("sent 6 bytes of message 0: 000000020000", StringComparison.Ordinal));
        Assert.Contains(log.All, line => line.EndsWith("received 5 bytes of message 2: 0000000102", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Above_trace_no_frame_is_looked_at()
    {
        var log = new Lines(LogLevel.Debug);
        await Talk(log, new() { Redact = (_, _, _) => throw new InvalidOperationException("looked at") });
        Assert.DoesNotContain(log.All, line => line.Contains("bytes of message", StringComparison.Ordinal) || line.Contains("callback", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_redactor_that_throws_hides_the_frame_and_ends_nothing()
    {
        var log = new Lines(LogLevel.Trace);
        await Talk(log, new() { Redact = (_, _, _) => throw new InvalidOperationException("no") });
        Assert.DoesNotContain(log.All, line => line.Contains("bytes of message", StringComparison.Ordinal));
        Assert.Contains(log.All, line => line.Contains("callback", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_negative_size_is_refused_at_the_start()
    {
        using var factory = new Lines(LogLevel.Trace);
        await using var server = new DeviceLinkServer(new TestHandler(), "tcp://127.0.0.1:0")
        {
            Options = new() { LoggerFactory = factory, FrameLog = new() { MaxBytes = -1 } },
        };
        await Assert.ThrowsAsync<ArgumentException>(() => server.StartAsync());
    }

    private static async Task Talk(Lines log, FrameLogOptions frames)
    {
        await using var server = new DeviceLinkServer(new TestHandler(), "tcp://127.0.0.1:0") { Options = new() { LoggerFactory = log, FrameLog = frames } };
        await server.StartAsync();
        using var client = await RawClient.ConnectAsync(server.Endpoints[0]);
        await client.SendAsync(Frames.Register());
        await client.ReceiveAsync(1);
        await client.SendAsync(Frames.GetDateTime);
        await client.ReceiveAsync(1);
    }

    /// <summary>A log that keeps its lines.</summary>
    private sealed class Lines(LogLevel least) : ILoggerFactory, ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> All { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) All.Enqueue(formatter(state, exception));
        }

        public void Dispose()
        {
        }
    }
}
