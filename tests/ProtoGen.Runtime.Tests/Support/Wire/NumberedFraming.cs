using ProtoGen.Framing;

namespace ProtoGen.Runtime.Tests.Wire;

internal readonly record struct NumberedHeader(byte Sequence, byte Unit, byte Priority);

/// <summary>Length (of what follows), id, number, unit (echoed), priority (not), body; as a framing emitter would write it.</summary>
internal readonly struct NumberedFraming : IFraming<NumberedHeader>
{
    public static int MaxFrameBytes => 200;

    public static FrameStatus ReadHead(ReadOnlySpan<byte> input, int maxFrameBytes, out FrameHead head)
    {
        head = default;
        if (input.IsEmpty) return FrameStatus.NeedMore;
        var length = input[0] + 1;
        if (length < 5) return FrameStatus.Malformed;
        if (length > maxFrameBytes) return FrameStatus.TooLarge;
        head = new(length, 0, 0, 0);
        if (input.Length < length) return FrameStatus.NeedMore;
        head = new(length, input[1], 5, length - 5);
        return FrameStatus.Frame;
    }

    public static NumberedHeader ReadHeader(ReadOnlySpan<byte> frame, in FrameHead head) => new(frame[2], frame[3], frame[4]);

    public static int GetFrameSize(in NumberedHeader header, long key, int bodySize, out int bodyOffset)
    {
        bodyOffset = 5;
        return bodySize + 5;
    }

    public static void Seal(Span<byte> frame, in NumberedHeader header, long key, int bodySize)
    {
        frame[0] = (byte)(bodySize + 4);
        frame[1] = (byte)key;
        (frame[2], frame[3], frame[4]) = (header.Sequence, header.Unit, header.Priority);
    }

    public static NumberedHeader Answer(in NumberedHeader request) => new(request.Sequence, request.Unit, 0);

    public static bool HasSequence => true;

    public static long GetSequence(in NumberedHeader header) => header.Sequence;

    public static NumberedHeader WithSequence(in NumberedHeader header, long sequence) => header with { Sequence = (byte)sequence };

    public static bool HasParameters => true;

    public static ReadOnlySpan<long> DefaultProfile => [2];

    public static void GetOuter(long key, in NumberedHeader header, ReadOnlySpan<long> profile, out WireOuter outer) =>
        outer = key == Padded.Key ? new(0, header.Unit, profile[0]) : default;

    /// <summary>A frame of an id, a number and a text.</summary>
    public static byte[] Frame(long key, int sequence, string text, byte unit = 0, byte priority = 0) =>
        [(byte)(text.Length + 4), (byte)key, (byte)sequence, unit, priority, .. System.Text.Encoding.Latin1.GetBytes(text)];
}
