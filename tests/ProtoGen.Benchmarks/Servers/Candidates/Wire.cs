using System.Buffers.Binary;
using System.Text;

namespace ProtoGen.Benchmarks.Servers.Candidates;

/// <summary>DeviceLink by hand: what every server but ours decodes requests and encodes replies with.</summary>
internal static class Wire
{
    public const int HeadBytes = 5;

    /// <summary>A server by hand keeps room for the longest reply.</summary>
    public const int LongestReply = 32;

    private const int MaxFrameBytes = 2 << 20;
    private const int AppIdBytes = 36, ImeiBytes = 15;
    private const string Time = "2026-11-23 12:00:00", News = "A new firmware is ready.";

    /// <summary>The news, as they are sent to all: encoded once.</summary>
    public static byte[] Notice { get; } = EncodeNotice();

    /// <summary>Answers whole frames from the start of the input as long as there is room for replies; both are cut to what is left.</summary>
    /// <returns>False where the peer broke the protocol.</returns>
    public static bool TryAnswer(ref ReadOnlySpan<byte> input, ref Span<byte> output, Device device)
    {
        while (input.Length >= HeadBytes && output.Length >= LongestReply)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(input);
            if (!IsSound(input)) return false;
            if (input.Length - 4 < length) return true;
            var key = (sbyte)input[4];
            var body = input.Slice(HeadBytes, (int)length - 1);
            input = input[(4 + (int)length)..];
            if (!TryAnswer(key, body, ref output, device)) return false;
        }

        return true;
    }

    /// <summary>Whether a whole frame stands at the start: where the output was full, there may be more to do.</summary>
    public static bool HasFrame(ReadOnlySpan<byte> input) =>
        input.Length >= HeadBytes && input.Length - 4 >= BinaryPrimitives.ReadUInt32BigEndian(input);

    /// <summary>Whether the length at the start is one that a frame may have.</summary>
    public static bool IsSound(ReadOnlySpan<byte> input) => BinaryPrimitives.ReadUInt32BigEndian(input) - 1 <= MaxFrameBytes - HeadBytes;

    private static bool TryAnswer(sbyte key, ReadOnlySpan<byte> body, ref Span<byte> output, Device device)
    {
        switch (key)
        {
            case 0:
                if (body.Length != AppIdBytes + ImeiBytes) return false;
                device.AppId = Text(body[..AppIdBytes]);
                device.Imei = Text(body[AppIdBytes..]);
                Finish(ref output, key, 0);
                return true;
            case 1:
                if (!body.IsEmpty) return false;
                Finish(ref output, key, 0);
                return true;
            case 2:
                if (!body.IsEmpty) return false;
                device.Broadcast();
                Finish(ref output, key, Encoding.UTF8.GetBytes(Time, output[(HeadBytes + 1)..]));
                return true;
            default:
                return true;
        }
    }

    // The text stands already behind the place of the code.
    private static void Finish(ref Span<byte> output, sbyte key, int textBytes)
    {
        BinaryPrimitives.WriteInt32BigEndian(output, 2 + textBytes);
        output[4] = (byte)key;
        output[5] = 0;
        output = output[(HeadBytes + 1 + textBytes)..];
    }

    private static string Text(ReadOnlySpan<byte> field) => Encoding.UTF8.GetString(field.TrimEnd((byte)0));

    private static byte[] EncodeNotice()
    {
        var frame = new byte[HeadBytes + 3 + Encoding.UTF8.GetByteCount(News)];
        BinaryPrimitives.WriteInt32BigEndian(frame, frame.Length - 4);
        frame[4] = 3;
        frame[5] = 1;
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(6), (ushort)Encoding.UTF8.GetBytes(News, frame.AsSpan(8)));
        return frame;
    }
}
