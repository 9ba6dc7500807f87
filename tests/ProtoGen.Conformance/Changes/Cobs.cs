using System.Buffers;
using ProtoGen;
using ProtoGen.Framing;
using ProtoGen.Schema.Layout.Walk;

namespace Tests.Changed;

/// <summary>Consistent overhead byte stuffing (Cheshire and Baker, 1999): a zero ends each frame and stands nowhere else.</summary>
public sealed class Cobs : IFramer
{
    public static WalkConversion Walk { get; } = new(
        wire => wire.Length > 0 && wire.AsSpan().IndexOf((byte)0) == wire.Length - 1 && TryUnstuff(wire.AsSpan(0, wire.Length - 1), out var plain) ? plain : null,
        plain =>
        {
            var wire = new ArrayBufferWriter<byte>();
            Write(plain, wire);
            return wire.WrittenSpan.ToArray();
        });

    public static FrameStatus Read(ReadOnlySpan<byte> input, int maxFrameBytes, out int consumed, IBufferWriter<byte> plain)
    {
        // Zeros before a frame end nothing.
        var noise = input.IndexOfAnyExcept((byte)0);
        if (noise < 0) noise = input.Length;
        var end = input[noise..].IndexOf((byte)0);
        consumed = end < 0 ? noise : noise + end + 1;
        if (end < 0) return FrameStatus.NeedMore;
        if (!TryUnstuff(input.Slice(noise, end), out var bytes)) return FrameStatus.Malformed;
        plain.Write(bytes);
        return FrameStatus.Frame;
    }

    public static void Write(ReadOnlySpan<byte> plain, IBufferWriter<byte> wire)
    {
        while (true)
        {
            var run = plain.IndexOf((byte)0) is >= 0 and < 254 and var zero ? zero : Math.Min(plain.Length, 254);
            wire.Write((ReadOnlySpan<byte>)[(byte)(run + 1), .. plain[..run]]);
            if (run == plain.Length) break;
            // 254 bytes without a zero are followed by none.
            plain = plain[(run == 254 ? run : run + 1)..];
        }

        wire.Write((ReadOnlySpan<byte>)[0]);
    }

    private static bool TryUnstuff(ReadOnlySpan<byte> wire, out byte[] plain)
    {
        var bytes = new List<byte>();
        plain = [];
        while (!wire.IsEmpty)
        {
            var run = wire[0];
            if (run == 0 || run > wire.Length) return false;
            bytes.AddRange(wire[1..run]);
            wire = wire[run..];
            if (run < 255 && !wire.IsEmpty) bytes.Add(0);
        }

        plain = [.. bytes];
        return true;
    }
}
