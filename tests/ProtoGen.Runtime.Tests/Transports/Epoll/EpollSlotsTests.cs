using ProtoGen.Transports.Epoll;

namespace ProtoGen.Runtime.Tests.Transports.Epoll;

public sealed class EpollSlotsTests
{
    private static readonly EpollTransport Transport = EpollTransport.Of(null!, -1, default);

    [Fact]
    public void What_is_looked_at_ahead_may_be_anything_the_kernel_hands_back()
    {
        var slots = new EpollSlots();
        var handle = slots.Add(Transport);
        Assert.Same(Transport, slots.Peek(handle));
        // A listening socket's number, the loop's own handle, a place that was never used, one that is free again.
        Assert.Null(slots.Peek(0));
        Assert.Null(slots.Peek(ulong.MaxValue));
        Assert.Null(slots.Peek((1UL << 32) | 1000));
        slots.Remove(handle);
        Assert.Null(slots.Peek(handle));
    }

    [Fact]
    public void Places_grow_and_are_used_again()
    {
        var slots = new EpollSlots();
        var handles = Enumerable.Range(0, 1000).Select(_ => slots.Add(Transport)).ToList();
        Assert.Equal(Enumerable.Range(0, 1000), handles.Select(handle => (int)(uint)handle));
        slots.Remove(handles[7]);
        var again = slots.Add(Transport);
        Assert.Equal(7u, (uint)again);
        Assert.NotEqual(handles[7], again);
    }

    [Fact]
    public void To_fetch_nothing_is_harmless() => Prefetch.Start(null, 1 << 10);
}
