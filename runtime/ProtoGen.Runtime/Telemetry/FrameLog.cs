using System.Buffers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ProtoGen.Telemetry;

/// <summary>Writes frames to the log, cut short and without what the user wants to hide.</summary>
internal sealed class FrameLog(ILogger logger, FrameLogOptions options)
{
    /// <summary>Null where there is no log, so that nothing is asked on the way of a frame.</summary>
    public static FrameLog? For(ILogger logger, FrameLogOptions options) =>
        logger is NullLogger ? null : new(logger, options.Validated());

    public bool IsEnabled => logger.IsEnabled(LogLevel.Trace);

    public void Write(long id, bool isSent, long? key, ReadOnlySpan<byte> frame)
    {
        var length = Math.Min(frame.Length, options.MaxBytes);
        var array = ArrayPool<byte>.Shared.Rent(Math.Max(length, 1));
        try
        {
            var copy = array.AsSpan(0, length);
            frame[..length].CopyTo(copy);
            options.Redact?.Invoke(isSent, key, copy);
            var hex = Convert.ToHexStringLower(copy) + (length < frame.Length ? "..." : "");
            if (isSent) Log.FrameSent(logger, id, key, frame.Length, hex);
            else Log.FrameReceived(logger, id, key, frame.Length, hex);
        }
        catch (Exception exception)
        {
            // A redactor that throws must not end a connection, nor may the frame stand in the log as it is.
            Log.CallbackFault(logger, id, exception);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }
}
