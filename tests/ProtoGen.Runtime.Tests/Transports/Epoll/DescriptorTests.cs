using ProtoGen.Transports.Epoll;

namespace ProtoGen.Runtime.Tests.Transports.Epoll;

public sealed class DescriptorTests
{
    [Fact]
    public void One_that_nobody_holds_is_closed_by_who_asks_first()
    {
        var descriptor = new Descriptor(7);
        Assert.True(descriptor.BeginClose(reset: false));
        Assert.False(descriptor.BeginClose(reset: true));
        Assert.False(descriptor.TryHold());
        Assert.True(descriptor.IsClosing);
        // What was asked first holds.
        Assert.False(descriptor.IsReset);
    }

    [Fact]
    public void One_that_is_held_is_closed_by_the_last_who_lets_go()
    {
        var descriptor = new Descriptor(7);
        Assert.True(descriptor.TryHold());
        Assert.True(descriptor.TryHold());
        Assert.False(descriptor.BeginClose(reset: true));
        Assert.True(descriptor.IsReset);
        Assert.False(descriptor.TryHold());
        Assert.False(descriptor.LetGo());
        Assert.True(descriptor.LetGo());
    }

    [Fact]
    public async Task Among_many_threads_one_closes_it_and_nobody_holds_it_then()
    {
        for (var round = 0; round < 200; round++)
        {
            var shared = new Shared();
            // Of their own: those of the pool would wait for one another, and everybody else for them.
            var threads = Enumerable.Range(0, 4).Select(number => Task.Factory.StartNew(
                () => shared.Use(closes: number == 3), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
            await Task.WhenAll(threads).WaitAsync(Engine.Deadline);
            Assert.Equal((1, 0), (shared.Closed, shared.UsedAfterwards));
        }
    }

    private sealed class Shared
    {
        private Descriptor _descriptor = new(7);
        private int _closed;
        private int _usedAfterwards;

        public int Closed => Volatile.Read(ref _closed);

        public int UsedAfterwards => Volatile.Read(ref _usedAfterwards);

        public void Use(bool closes)
        {
            for (var count = 0; _descriptor.TryHold(); count++)
            {
                if (closes && count == 50 && _descriptor.BeginClose(reset: false)) Interlocked.Increment(ref _closed);
                if (Closed != 0) Interlocked.Increment(ref _usedAfterwards);
                if (_descriptor.LetGo()) Interlocked.Increment(ref _closed);
            }
        }
    }
}
