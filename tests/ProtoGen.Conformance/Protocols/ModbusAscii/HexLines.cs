using System.Buffers;
using ProtoGen.Framing;
using ProtoGen.Schema.Layout.Walk;

namespace ProtoGen.Conformance.ModbusAscii;

/// <summary>A colon, two digits for each byte, a check that makes their sum 0, a line end.</summary>
public sealed class HexLines : IFramer
{
    public static FrameStatus Read(ReadOnlySpan<byte> input, int maxFrameBytes, out int consumed, IBufferWriter<byte> plain)
    {
        consumed = 0;
        var end = input.IndexOf((byte)'\n');
        if (end < 0) return input.Length > (2 * maxFrameBytes) + 5 ? FrameStatus.TooLarge : FrameStatus.NeedMore;
        consumed = end + 1;
        if (end < 5 || input[0] != ':' || input[end - 1] != '\r' || end % 2 != 0) return FrameStatus.Malformed;

        var space = plain.GetSpan(end / 2);
        if (Convert.FromHexString(input[1..(end - 1)], space, out _, out var size) != OperationStatus.Done || Sum(space[..size]) != 0) return FrameStatus.Malformed;
        plain.Advance(size - 1);
        return FrameStatus.Frame;
    }

    public static void Write(ReadOnlySpan<byte> plain, IBufferWriter<byte> wire)
    {
        byte[] bytes = [.. plain, (byte)-Sum(plain)];
        var space = wire.GetSpan((2 * bytes.Length) + 3);
        space[0] = (byte)':';
        Convert.TryToHexString(bytes, space[1..], out var digits);
        "\r\n"u8.CopyTo(space[(1 + digits)..]);
        wire.Advance(digits + 3);
    }

    /// <summary>The same for the walk.</summary>
    public static WalkConversion Walk { get; } = new(
        wire =>
        {
            var plain = new ArrayBufferWriter<byte>();
            return wire.Length > 0 && Read(wire, 254, out var consumed, plain) == FrameStatus.Frame && consumed == wire.Length ? plain.WrittenSpan.ToArray() : null;
        },
        plain =>
        {
            var wire = new ArrayBufferWriter<byte>();
            Write(plain, wire);
            return wire.WrittenSpan.ToArray();
        });

    private static byte Sum(ReadOnlySpan<byte> bytes)
    {
        byte sum = 0;
        foreach (var value in bytes) sum += value;
        return sum;
    }
}
