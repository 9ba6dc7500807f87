using ProtoGen.Framing;

namespace ProtoGen.Runtime.Tests.Wire;

/// <summary>Mark, length (of the body), id, body, sum of the body; a bad frame is skipped up to the next mark.</summary>
internal readonly struct MarkedFraming : IFraming<NoHeader>
{
    private static ReadOnlySpan<byte> Mark => [0x78, 0x79];

    public static int MaxFrameBytes => 40;

    public static bool Resyncs => true;

    public static int FindStart(ReadOnlySpan<byte> input) => FrameMarks.Find(input, Mark);

    public static FrameStatus ReadHead(ReadOnlySpan<byte> input, int maxFrameBytes, out FrameHead head)
    {
        head = default;
        if (input.Length < 3) return FrameStatus.NeedMore;
        if (!input.StartsWith(Mark)) return FrameStatus.Malformed;
        var length = input[2] + 5;
        if (length > maxFrameBytes) return FrameStatus.TooLarge;
        if (input.Length < length) return FrameStatus.NeedMore;
        if (Sum(input[4..(length - 1)]) != input[length - 1]) return FrameStatus.Malformed;
        head = new(length, input[3], 4, length - 5);
        return FrameStatus.Frame;
    }

    public static int GetFrameSize(in NoHeader header, long key, int bodySize, out int bodyOffset)
    {
        bodyOffset = 4;
        return bodySize + 5;
    }

    public static void Seal(Span<byte> frame, in NoHeader header, long key, int bodySize)
    {
        Mark.CopyTo(frame);
        (frame[2], frame[3]) = ((byte)bodySize, (byte)key);
        frame[^1] = Sum(frame[4..^1]);
    }

    private static byte Sum(ReadOnlySpan<byte> bytes)
    {
        byte sum = 0;
        foreach (var value in bytes) sum += value;
        return sum;
    }

    public static NoHeader ReadHeader(ReadOnlySpan<byte> frame, in FrameHead head) => default;

    public static NoHeader Answer(in NoHeader request) => default;

    public static bool HasSequence => false;

    public static long GetSequence(in NoHeader header) => 0;

    public static NoHeader WithSequence(in NoHeader header, long sequence) => default;

    public static void GetOuter(long key, in NoHeader header, ReadOnlySpan<long> profile, out WireOuter outer) => outer = default;
}
