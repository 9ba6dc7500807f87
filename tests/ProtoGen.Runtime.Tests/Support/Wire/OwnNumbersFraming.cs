using ProtoGen.Framing;

namespace ProtoGen.Runtime.Tests.Wire;

/// <summary>As <see cref="NumberedFraming"/>, but replies have numbers of their own: their text begins with the number of the request.</summary>
internal readonly struct OwnNumbersFraming : IFraming<NumberedHeader>
{
    public static int MaxFrameBytes => NumberedFraming.MaxFrameBytes;

    public static bool EchoesSequence => false;

    public static bool HasSequence => true;

    public static FrameStatus ReadHead(ReadOnlySpan<byte> input, int maxFrameBytes, out FrameHead head) =>
        NumberedFraming.ReadHead(input, maxFrameBytes, out head);

    public static NumberedHeader ReadHeader(ReadOnlySpan<byte> frame, in FrameHead head) => NumberedFraming.ReadHeader(frame, in head);

    public static int GetFrameSize(in NumberedHeader header, long key, int bodySize, out int bodyOffset) =>
        NumberedFraming.GetFrameSize(in header, key, bodySize, out bodyOffset);

    public static void Seal(Span<byte> frame, in NumberedHeader header, long key, int bodySize) =>
        NumberedFraming.Seal(frame, in header, key, bodySize);

    public static NumberedHeader Answer(in NumberedHeader request) => new(0, request.Unit, 0);

    public static long GetSequence(in NumberedHeader header) => header.Sequence;

    public static NumberedHeader WithSequence(in NumberedHeader header, long sequence) => header with { Sequence = (byte)sequence };

    public static void GetOuter(long key, in NumberedHeader header, ReadOnlySpan<long> profile, out WireOuter outer) => outer = default;
}
