using ProtoGen.Framing;

namespace ProtoGen.Runtime.Tests.Wire;

/// <summary>
/// First the client says hello, as a length of two bytes and a text, and the server welcomes it with a single byte; then both speak as
/// <see cref="PlainFraming"/>.
/// </summary>
internal readonly struct PhasedFraming : IFraming<NoHeader>
{
    public const int ServerStart = 1, ClientStart = 2, Talk = 3;

    public static int MaxFrameBytes => 200;

    public static bool HasStates => true;

    public static FrameStatus ReadHead(ReadOnlySpan<byte> input, int maxFrameBytes, out FrameHead head) => throw new NotSupportedException();

    public static FrameStatus ReadHead(ReadOnlySpan<byte> input, int maxFrameBytes, int state, out FrameHead head)
    {
        if (state == Talk) return PlainFraming.ReadHead(input, maxFrameBytes, out head);
        head = default;
        if (state == ClientStart)
        {
            if (input.IsEmpty) return FrameStatus.NeedMore;
            head = new(1, Welcome.Value, 0, 1);
            return FrameStatus.Frame;
        }

        if (input.Length < 2 || input.Length < input[1] + 2) return FrameStatus.NeedMore;
        if (input[0] != 0) return FrameStatus.Malformed;
        head = new(input[1] + 2, Hello.Value, 2, input[1]);
        return FrameStatus.Frame;
    }

    public static int NextState(int state, long key, bool isSent) => key == Welcome.Value ? Talk : state;

    public static int GetFrameSize(in NoHeader header, long key, int bodySize, out int bodyOffset)
    {
        bodyOffset = key == Welcome.Value ? 0 : 2;
        return bodySize + bodyOffset;
    }

    public static void Seal(Span<byte> frame, in NoHeader header, long key, int bodySize)
    {
        if (key == Hello.Value) (frame[0], frame[1]) = (0, (byte)bodySize);
        else if (key != Welcome.Value) PlainFraming.Seal(frame, default, key, bodySize);
    }

    public static NoHeader ReadHeader(ReadOnlySpan<byte> frame, in FrameHead head) => default;

    public static NoHeader Answer(in NoHeader request) => default;

    public static bool HasSequence => false;

    public static long GetSequence(in NoHeader header) => 0;

    public static NoHeader WithSequence(in NoHeader header, long sequence) => default;

    public static void GetOuter(long key, in NoHeader header, ReadOnlySpan<long> profile, out WireOuter outer) => outer = default;
}
