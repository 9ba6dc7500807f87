using ProtoGen.Framing;

namespace ProtoGen.Runtime.Tests.Wire;

/// <summary>Length (of the body), id, body: nothing says which request a reply answers.</summary>
internal readonly struct PlainFraming : IFraming<NoHeader>
{
    public static int MaxFrameBytes => 200;

    public static FrameStatus ReadHead(ReadOnlySpan<byte> input, int maxFrameBytes, out FrameHead head)
    {
        head = default;
        if (input.Length < 2 || input.Length < input[0] + 2) return FrameStatus.NeedMore;
        head = new(input[0] + 2, input[1], 2, input[0]);
        return FrameStatus.Frame;
    }

    public static NoHeader ReadHeader(ReadOnlySpan<byte> frame, in FrameHead head) => default;

    public static int GetFrameSize(in NoHeader header, long key, int bodySize, out int bodyOffset)
    {
        bodyOffset = 2;
        return bodySize + 2;
    }

    public static void Seal(Span<byte> frame, in NoHeader header, long key, int bodySize) => (frame[0], frame[1]) = ((byte)bodySize, (byte)key);

    public static NoHeader Answer(in NoHeader request) => default;

    public static bool HasSequence => false;

    public static long GetSequence(in NoHeader header) => 0;

    public static NoHeader WithSequence(in NoHeader header, long sequence) => default;

    public static void GetOuter(long key, in NoHeader header, ReadOnlySpan<long> profile, out WireOuter outer) => outer = default;

    public static byte[] Frame(long key, string text) => [(byte)text.Length, (byte)key, .. System.Text.Encoding.Latin1.GetBytes(text)];
}
