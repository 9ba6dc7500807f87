using Samples.DeviceLink;

namespace ProtoGen.Runtime.Tests;

/// <summary>Frames as bytes, and bytes as frames.</summary>
internal static class Frames
{
    public static byte[] Of<T>(in T message) where T : struct, IMessage<T>
    {
        var buffer = new byte[T.GetSize(in message) + 5];
        Assert.Equal(buffer.Length, DeviceLinkProtocol.WriteFrame(in message, buffer));
        return buffer;
    }

    public static byte[] Heartbeat { get; } = Of(default(Heartbeat));

    public static byte[] GetDateTime { get; } = Of(default(GetDateTime));

    public static byte[] Register(string imei = "1") => Of(new Register { AppId = "a", Imei = imei });

    public static byte[] Join(params byte[][] frames) => frames.SelectMany(frame => frame).ToArray();

    /// <summary>The ids and bodies in order; the bytes must be whole frames.</summary>
    public static List<(sbyte Id, byte[] Body)> Parse(byte[] bytes)
    {
        var frames = new List<(sbyte, byte[])>();
        ReadOnlySpan<byte> rest = bytes;
        while (DeviceLinkProtocol.ReadFrame(ref rest, out var frame) == FrameStatus.Frame) frames.Add((frame.Id, frame.Body.ToArray()));
        Assert.True(rest.IsEmpty);
        return frames;
    }

    public static List<string> Texts(byte[] bytes) => Parse(bytes)
        .Where(frame => frame.Id == GetDateTimeReply.Wire.Id && GetDateTimeReply.TryDecode(frame.Body, out _, out _))
        .Select(frame => GetDateTimeReply.TryDecode(frame.Body, out var reply, out _) ? reply.Text : "")
        .ToList();
}
