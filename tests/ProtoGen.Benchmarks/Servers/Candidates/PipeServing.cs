using System.Buffers;
using System.IO.Pipelines;

namespace ProtoGen.Benchmarks.Servers.Candidates;

/// <summary>One connection whose two ways are pipes.</summary>
internal sealed class PipeServing(PipeReader input, PipeWriter output) : IDisposable
{
    private const int ReplyBytes = 4 << 10;

    // A writer of pipes is nobody else's while it is used.
    private readonly SemaphoreSlim _gate = new(1, 1);

    public async Task RunAsync(Device device)
    {
        while (true)
        {
            var result = await input.ReadAsync();
            await _gate.WaitAsync();
            try
            {
                var rest = result.Buffer;
                var isSound = TryAnswer(ref rest, device);
                input.AdvanceTo(rest.Start, rest.End);
                if ((await output.FlushAsync()).IsCompleted || !isSound || result.IsCompleted) return;
            }
            finally
            {
                _gate.Release();
            }
        }
    }

    /// <summary>Sends a frame that is the same for many, now or when it is its turn.</summary>
    public void Push(byte[] frame) => _ = PushAsync(frame);

    public void Dispose() => _gate.Dispose();

    private async Task PushAsync(byte[] frame)
    {
        try
        {
            await _gate.WaitAsync();
            try
            {
                await output.WriteAsync(frame);
            }
            finally
            {
                _gate.Release();
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException)
        {
            // The connection is over; who reads from it says so.
        }
    }

    private bool TryAnswer(ref ReadOnlySequence<byte> rest, Device device)
    {
        if (rest.IsSingleSegment)
        {
            var span = rest.FirstSpan;
            var isSound = TryAnswer(ref span, device);
            rest = rest.Slice(rest.Length - span.Length);
            return isSound;
        }

        // A frame may lie across segments.
        var length = (int)rest.Length;
        var array = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            rest.CopyTo(array);
            ReadOnlySpan<byte> span = array.AsSpan(0, length);
            var isSound = TryAnswer(ref span, device);
            rest = rest.Slice(length - span.Length);
            return isSound;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }

    private bool TryAnswer(ref ReadOnlySpan<byte> input, Device device)
    {
        while (Wire.HasFrame(input))
        {
            var room = output.GetSpan(ReplyBytes);
            var left = room;
            if (!Wire.TryAnswer(ref input, ref left, device)) return false;
            output.Advance(room.Length - left.Length);
        }

        return input.Length < Wire.HeadBytes || Wire.IsSound(input);
    }
}
