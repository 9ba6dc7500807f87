using System.Diagnostics.Tracing;

namespace ProtoGen.Benchmarks;

/// <summary>Counts what is rented from the shared pools and not given back, while it watches. Watching costs time: not while CPU is measured.</summary>
internal sealed class RentedBuffers : EventListener
{
    private const int BufferRented = 1, BufferReturned = 3;

    private EventSource? _source;
    private long _balance;

    public long Balance => Interlocked.Read(ref _balance);

    public void Watch(bool on)
    {
        if (_source is null) return;
        if (on) EnableEvents(_source, EventLevel.Verbose);
        else DisableEvents(_source);
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "System.Buffers.ArrayPoolEventSource") _source = eventSource;
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventId == BufferRented) Interlocked.Increment(ref _balance);
        else if (eventData.EventId == BufferReturned) Interlocked.Decrement(ref _balance);
    }
}
