using Samples.DeviceLink;

namespace ProtoGen.Benchmarks;

/// <summary>Frames for clients that are plain sockets.</summary>
internal static class RawFrames
{
    public static byte[] Of<T>(T message) where T : struct, IMessage<T>
    {
        var buffer = new byte[256];
        return buffer[..DeviceLinkProtocol.WriteFrame(in message, buffer)];
    }
}
