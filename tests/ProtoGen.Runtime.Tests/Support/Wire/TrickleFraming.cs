using ProtoGen.Framing;

namespace ProtoGen.Runtime.Tests.Wire;

/// <summary>As <see cref="PlainFraming"/>, but says how many bytes a frame takes at least, refuses a zero in a body, and counts how often it was asked.</summary>
internal readonly struct TrickleFraming : IFraming<NoHeader>
{
    [ThreadStatic]
    private static int s_looks;

    public static int Looks { get => s_looks; set => s_looks = value; }

    public static int MaxFrameBytes => 200;

    public static FrameStatus ReadHead(ReadOnlySpan<byte> input, int maxFrameBytes, out FrameHead head)
    {
        s_looks++;
        var status = PlainFraming.ReadHead(input, maxFrameBytes, out head);
        if (input.Length > 2 && input[2..Math.Min(input.Length, input[0] + 2)].Contains((byte)0)) return FrameStatus.Malformed;
        if (status == FrameStatus.NeedMore && input.Length >= 2) head = new(input[0] + 2, 0, 0, 0);
        return status;
    }

    public static NoHeader ReadHeader(ReadOnlySpan<byte> frame, in FrameHead head) => default;

    public static int GetFrameSize(in NoHeader header, long key, int bodySize, out int bodyOffset) => PlainFraming.GetFrameSize(in header, key, bodySize, out bodyOffset);

    public static void Seal(Span<byte> frame, in NoHeader header, long key, int bodySize) => PlainFraming.Seal(frame, in header, key, bodySize);

    public static NoHeader Answer(in NoHeader request) => default;

    public static bool HasSequence => false;

    public static long GetSequence(in NoHeader header) => 0;

    public static NoHeader WithSequence(in NoHeader header, long sequence) => default;

    public static void GetOuter(long key, in NoHeader header, ReadOnlySpan<long> profile, out WireOuter outer) => outer = default;
}
