using System.Buffers.Binary;
using System.Text;

namespace ProtoGen.Interop.Tests;

/// <summary>DeviceLink's frames written by hand: what the wire has to look like, whatever the generated code says.</summary>
internal static class Frames
{
    public const string AppId = "996da38d-a7be-4947-aa4c-f8208b5f4ade";
    public const string Imei = "869858030720693";
    public const string Date = "2026-11-22 20:00:00";

    public const byte NoticeId = 3;

    public static readonly byte[] RegisterReply = Hex("00000002 00 00");
    public static readonly byte[] RegisterRefusal = Hex("00000002 00 ff");
    public static readonly byte[] Heartbeat = Hex("00000001 01");
    public static readonly byte[] HeartbeatReply = Hex("00000002 01 00");
    public static readonly byte[] GetDateTime = Hex("00000001 02");

    public static byte[] Register(string imei = Imei) =>
        [.. Hex("00000034 00"), .. Encoding.ASCII.GetBytes(AppId), .. Encoding.ASCII.GetBytes(imei.PadRight(15, '\0'))];

    public static byte[] DateTimeReply(string text = Date) => Frame(2, [0, .. Encoding.UTF8.GetBytes(text)]);

    public static byte[] Notice(byte level, string text)
    {
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)Encoding.UTF8.GetByteCount(text));
        return Frame(NoticeId, [level, .. length, .. Encoding.UTF8.GetBytes(text)]);
    }

    public static byte[] Frame(byte id, byte[] body)
    {
        var frame = new byte[5 + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, 1 + body.Length);
        frame[4] = id;
        body.CopyTo(frame, 5);
        return frame;
    }

    public static byte[] Hex(string text) => Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal));

    public static string ToHex(this byte[] frame) => Convert.ToHexStringLower(frame);
}
