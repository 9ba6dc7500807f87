using ProtoGen.Framing;

namespace ProtoGen.Runtime.Tests.Wire;

/// <summary>Id, body, line feed: nothing says beforehand how long a frame is.</summary>
internal readonly struct LineFraming : IFraming<NoHeader>
{
    public static int MaxFrameBytes => 20;

    public static FrameStatus ReadHead(ReadOnlySpan<byte> input, int maxFrameBytes, out FrameHead head)
    {
        head = default;
        var end = input.IndexOf((byte)'\n');
        if (end < 0) return FrameStatus.NeedMore;
        if (end == 0) return FrameStatus.Malformed;
        if (end >= maxFrameBytes) return FrameStatus.TooLarge;
        head = new(end + 1, input[0], 1, end - 1);
        return FrameStatus.Frame;
    }

    public static int GetFrameSize(in NoHeader header, long key, int bodySize, out int bodyOffset)
    {
        bodyOffset = 1;
        return bodySize + 2;
    }

    public static void Seal(Span<byte> frame, in NoHeader header, long key, int bodySize)
    {
        frame[0] = (byte)key;
        frame[^1] = (byte)'\n';
    }

    public static NoHeader ReadHeader(ReadOnlySpan<byte> frame, in FrameHead head) => default;

    public static NoHeader Answer(in NoHeader request) => default;

    public static bool HasSequence => false;

    public static long GetSequence(in NoHeader header) => 0;

    public static NoHeader WithSequence(in NoHeader header, long sequence) => default;

    public static void GetOuter(long key, in NoHeader header, ReadOnlySpan<long> profile, out WireOuter outer) => outer = default;
}
