using ProtoGen.Codec;
using ProtoGen.Framing;

namespace ProtoGen.Runtime.Tests.Wire;

/// <summary>Id, body, sum of both; escaped between flags.</summary>
internal readonly struct EscapedFraming : IFraming<NoHeader>
{
    private static readonly Escaping Rule = new(0x7e, 0x7d, [0x7e, 0x7d], [0x02, 0x01]);

    public static int MaxFrameBytes => 12;

    public static int MaxWireBytes => 20;

    public static bool IsEscaped => true;

    public static byte Flag => 0x7e;

    public static Escaping Escaping => Rule;

    public static FrameStatus ReadHead(ReadOnlySpan<byte> input, int maxFrameBytes, out FrameHead head)
    {
        head = default;
        if (input.Length > maxFrameBytes) return FrameStatus.TooLarge;
        if (input.Length < 2) return FrameStatus.NeedMore;
        if (Sum(input[..^1]) != input[^1]) return FrameStatus.Malformed;
        head = new(input.Length, input[0], 1, input.Length - 2);
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
        frame[^1] = Sum(frame[..^1]);
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
