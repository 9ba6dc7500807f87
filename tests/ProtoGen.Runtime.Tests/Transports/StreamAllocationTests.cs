using Samples.DeviceLink;

namespace ProtoGen.Runtime.Tests.Transports;

public sealed class StreamAllocationTests
{
    [Fact]
    public async Task Heartbeats_over_a_stream_allocate_nothing()
    {
        await using var server = new DeviceLinkServer(new TestHandler());
        await server.StartAsync();
        var stream = new Endless(Frames.Heartbeat);
        await server.ServeAsync(stream).WaitAsync(Engine.Deadline);
        // A lock that meets the timer allocates once; a window without tells that from a cost of every frame.
        Assert.Contains(0, stream.AllocatedInWindows);
        Assert.True(stream.Written >= Endless.Windows * Endless.ReadsInWindow);
    }

    // Always has a frame, never waits: one thread does all, so that what it allocates can be counted.
    private sealed class Endless(byte[] frame) : WrappedStream(Null)
    {
        public const int Windows = 5, ReadsInWindow = 20_000;

        private int _reads;
        private long _before;

        public List<long> AllocatedInWindows { get; } = new(Windows);

        public long Written { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (buffer.IsEmpty) return new(0);
            if (_reads++ % ReadsInWindow == 0)
            {
                var now = GC.GetAllocatedBytesForCurrentThread();
                if (_reads > 1) AllocatedInWindows.Add(now - _before);
                if (AllocatedInWindows.Count == Windows) return new(0);
                _before = now;
            }

            frame.CopyTo(buffer);
            return new(frame.Length);
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Written++;
            return default;
        }

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
