namespace ProtoGen.Runtime.Tests;

/// <summary>A stream over another one that does nothing but pass on; tests look in between.</summary>
internal class WrappedStream(Stream inner) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => inner.ReadAsync(buffer, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => inner.WriteAsync(buffer, cancellationToken);

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>Knows the size of the read that is pending; -1 for none.</summary>
internal sealed class ReadRecorder(Stream inner) : WrappedStream(inner)
{
    private int _pending = -1;

    public int Pending => Volatile.Read(ref _pending);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Volatile.Write(ref _pending, buffer.Length);
        try
        {
            return await base.ReadAsync(buffer, cancellationToken);
        }
        finally
        {
            Volatile.Write(ref _pending, -1);
        }
    }
}

/// <summary>Takes its time to close, as some serial drivers do.</summary>
internal sealed class SlowToClose(Stream inner, Action closed) : WrappedStream(inner)
{
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, CancellationToken.None).Wait();
        closed();
    }
}
