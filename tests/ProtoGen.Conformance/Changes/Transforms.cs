using System.Buffers;
using System.IO.Compression;
using ProtoGen.Framing;
using ProtoGen.Schema.Layout.Walk;

namespace Tests.Changed;

/// <summary>Compressed by Brotli, which needs no stream.</summary>
public sealed class Deflate : IBodyTransform<ChangedHeader>
{
    public static void Encode(in ChangedHeader header, ReadOnlySpan<byte> body, IBufferWriter<byte> wire)
    {
        var space = wire.GetSpan(BrotliEncoder.GetMaxCompressedLength(body.Length));
        if (!BrotliEncoder.TryCompress(body, space, out var size)) throw new InvalidOperationException("No room.");
        wire.Advance(size);
    }

    public static bool TryDecode(in ChangedHeader header, ReadOnlySpan<byte> wire, IBufferWriter<byte> body)
    {
        using var decoder = new BrotliDecoder();
        while (true)
        {
            var status = decoder.Decompress(wire, body.GetSpan(256), out var consumed, out var written);
            body.Advance(written);
            wire = wire[consumed..];
            if (status == OperationStatus.Done) return wire.IsEmpty;
            if (status != OperationStatus.DestinationTooSmall) return false;
        }
    }
}

/// <summary>Every byte with some of its bits turned. What begins with a byte 0xFF is too much for it.</summary>
public sealed class Mask : IBodyTransform<ChangedHeader>
{
    public static WalkConversion Walk { get; } = new(Turn, Turn);

    public static void Encode(in ChangedHeader header, ReadOnlySpan<byte> body, IBufferWriter<byte> wire)
    {
        if (body[0] == 0xFF) throw new InvalidOperationException("Too secret.");
        wire.Write(Turn(body.ToArray()));
    }

    public static bool TryDecode(in ChangedHeader header, ReadOnlySpan<byte> wire, IBufferWriter<byte> body)
    {
        if (wire.Length > 4) throw new InvalidOperationException("Too long.");
        body.Write(Turn(wire.ToArray()));
        return true;
    }

    private static byte[] Turn(byte[] bytes) => [.. bytes.Select(value => (byte)(value ^ 0x5A))];
}

/// <summary>Joins parts up to the last.</summary>
public sealed class Parts : IReassembler<ChangedHeader>
{
    private readonly ChainedParts _parts = new(8192);

    public PartStatus Add(in ChangedHeader header, long key, ReadOnlySpan<byte> part, out ReadOnlySpan<byte> body) =>
        _parts.Add(header.Flags.Last, part, out body);
}
