using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Unicode;
using ProtoGen.Benchmarks.Codec.Generated;

namespace ProtoGen.Benchmarks.Codec.Candidates;

/// <summary>What somebody writes who measures: one check a message, no slices, bytes swapped by vectors where numbers stand in a row.</summary>
internal readonly struct TunedRegister : ICodec<Register>, IView
{
    public static Register Value => Values.Register;

    public static int Encode(in Register value, byte[] destination)
    {
        var span = destination.AsSpan(0, 51);
        Write(value.AppId, span[..36]);
        Write(value.Imei, span.Slice(36, 15));
        return 51;
    }

    public static void Decode(ReadOnlySpan<byte> source, out Register value)
    {
        if (source.Length != 51) throw new FormatException();
        value = new() { AppId = Text(source[..36]), Imei = Text(source.Slice(36, 15)) };
    }

    public static long Sum(ReadOnlySpan<byte> source)
    {
        if (source.Length != 51) throw new FormatException();
        return Trimmed(source[..36]).Length + Trimmed(source.Slice(36, 15)).Length;
    }

    public static string Describe(in Register value) => Descriptions.Of(value.AppId, value.Imei);

    private static void Write(string text, Span<byte> field)
    {
        if (text.Length > field.Length) throw new FormatException();
        if (Ascii.FromUtf16(text, field, out var written) != System.Buffers.OperationStatus.Done && !Encoding.UTF8.TryGetBytes(text, field, out written)) throw new FormatException();
        if (written < field.Length) field[written..].Clear();
    }

    private static string Text(ReadOnlySpan<byte> field)
    {
        field = Trimmed(field);
        if (Ascii.IsValid(field)) return Encoding.Latin1.GetString(field);
        return Utf8.IsValid(field) ? Encoding.UTF8.GetString(field) : throw new FormatException();
    }

    private static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> field) => field[^1] != 0 ? field : field.TrimEnd((byte)0);
}

internal readonly struct TunedPosition : ICodec<Position>, IView
{
    public static Position Value => Values.Position;

    // In memory the record has the order and the widths of the wire; only the bytes of each number are the other way round.
    public static int Encode(in Position value, byte[] destination)
    {
        var span = destination.AsSpan(0, 64);
        Swap(ref Unsafe.As<Position, byte>(ref Unsafe.AsRef(in value)), ref MemoryMarshal.GetReference(span));
        return 64;
    }

    public static void Decode(ReadOnlySpan<byte> source, out Position value)
    {
        if (source.Length != 64) throw new FormatException();
        Unsafe.SkipInit(out value);
        Swap(ref MemoryMarshal.GetReference(source), ref Unsafe.As<Position, byte>(ref value));
    }

    public static long Sum(ReadOnlySpan<byte> source)
    {
        if (source.Length != 64) throw new FormatException();
        return (long)BinaryPrimitives.ReadUInt64BigEndian(source) + BinaryPrimitives.ReadInt64BigEndian(source[8..]) + BinaryPrimitives.ReadInt32BigEndian(source[16..])
            + BinaryPrimitives.ReadInt32BigEndian(source[20..]) + (long)BinaryPrimitives.ReadDoubleBigEndian(source[24..])
            + (long)BinaryPrimitives.ReadSingleBigEndian(source[32..]) + (long)BinaryPrimitives.ReadSingleBigEndian(source[36..])
            + BinaryPrimitives.ReadInt32BigEndian(source[40..]) + BinaryPrimitives.ReadUInt32BigEndian(source[44..])
            + BinaryPrimitives.ReadUInt16BigEndian(source[48..]) + BinaryPrimitives.ReadUInt16BigEndian(source[50..])
            + BinaryPrimitives.ReadInt16BigEndian(source[52..]) + BinaryPrimitives.ReadInt16BigEndian(source[54..])
            + source[56] + source[57] + (sbyte)source[58] + source[59] + BinaryPrimitives.ReadUInt32BigEndian(source[60..]);
    }

    public static string Describe(in Position value) => Descriptions.Of(in value);

    private static void Swap(ref byte source, ref byte destination)
    {
        var order = Vector512.Create(
            (byte)7, 6, 5, 4, 3, 2, 1, 0, 15, 14, 13, 12, 11, 10, 9, 8, 19, 18, 17, 16, 23, 22, 21, 20, 31, 30, 29, 28, 27, 26, 25, 24,
            35, 34, 33, 32, 39, 38, 37, 36, 43, 42, 41, 40, 47, 46, 45, 44, 49, 48, 51, 50, 53, 52, 55, 54, 56, 57, 58, 59, 63, 62, 61, 60);
        if (Vector512.IsHardwareAccelerated)
        {
            Vector512.Shuffle(Vector512.LoadUnsafe(ref source), order).StoreUnsafe(ref destination);
            return;
        }

        for (nuint at = 0; at < 64; at += 16)
        {
            var part = Vector128.LoadUnsafe(ref Unsafe.As<Vector512<byte>, byte>(ref order), at) - Vector128.Create((byte)at);
            Vector128.Shuffle(Vector128.LoadUnsafe(ref source, at), part).StoreUnsafe(ref destination, at);
        }
    }
}

internal readonly struct TunedBatch : ICodec<Batch>, IView
{
    private const int SampleBytes = 9;

    public static Batch Value => Values.Batch;

    public static int Encode(in Batch value, byte[] destination)
    {
        var samples = value.Samples.Span;
        var source = value.Source;
        var attachment = value.Attachment.Span;
        var size = 2 + (samples.Length * SampleBytes);
        if (samples.Length > ushort.MaxValue || attachment.Length > ushort.MaxValue || size + 4 + (source.Length * 3) + attachment.Length > destination.Length) throw new FormatException();
        ref var start = ref MemoryMarshal.GetArrayDataReference(destination);
        BinaryPrimitives.WriteUInt16BigEndian(destination, (ushort)samples.Length);
        ref var at = ref Unsafe.Add(ref start, 2);
        for (var index = 0; index < samples.Length; index++)
        {
            ref readonly var sample = ref samples[index];
            Unsafe.WriteUnaligned(ref at, BinaryPrimitives.ReverseEndianness(sample.Time));
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref at, 4), BinaryPrimitives.ReverseEndianness(sample.Value));
            Unsafe.Add(ref at, 8) = sample.Quality;
            at = ref Unsafe.Add(ref at, SampleBytes);
        }

        var rest = destination.AsSpan(size);
        var length = Encoding.UTF8.GetBytes(source, rest[2..]);
        BinaryPrimitives.WriteUInt16BigEndian(rest, checked((ushort)length));
        rest = rest[(2 + length)..];
        BinaryPrimitives.WriteUInt16BigEndian(rest, (ushort)attachment.Length);
        attachment.CopyTo(rest[2..]);
        return size + 4 + length + attachment.Length;
    }

    public static void Decode(ReadOnlySpan<byte> source, out Batch value)
    {
        var count = BinaryPrimitives.ReadUInt16BigEndian(source);
        var bytes = source.Slice(2, count * SampleBytes);
        var samples = GC.AllocateUninitializedArray<Sample>(count);
        ref var at = ref MemoryMarshal.GetReference(bytes);
        for (var index = 0; index < samples.Length; index++)
        {
            samples[index] = new()
            {
                Time = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<uint>(ref at)),
                Value = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<int>(ref Unsafe.Add(ref at, 4))),
                Quality = Unsafe.Add(ref at, 8),
            };
            at = ref Unsafe.Add(ref at, SampleBytes);
        }

        var rest = source[(2 + bytes.Length)..];
        var length = BinaryPrimitives.ReadUInt16BigEndian(rest);
        var text = Encoding.UTF8.GetString(rest.Slice(2, length));
        rest = rest[(2 + length)..];
        var attachment = rest.Slice(2, BinaryPrimitives.ReadUInt16BigEndian(rest));
        if (attachment.Length + 2 != rest.Length) throw new FormatException();
        value = new() { Samples = samples, Source = text, Attachment = attachment.ToArray() };
    }

    public static long Sum(ReadOnlySpan<byte> source)
    {
        var count = BinaryPrimitives.ReadUInt16BigEndian(source);
        var bytes = source.Slice(2, count * SampleBytes);
        var sum = 0L;
        for (; bytes.Length >= SampleBytes; bytes = bytes[SampleBytes..])
            sum += BinaryPrimitives.ReadUInt32BigEndian(bytes) + BinaryPrimitives.ReadInt32BigEndian(bytes[4..]) + bytes[8];
        var rest = source[(2 + (count * SampleBytes))..];
        var length = BinaryPrimitives.ReadUInt16BigEndian(rest);
        rest = rest[(2 + length)..];
        return sum + length + rest.Slice(2, BinaryPrimitives.ReadUInt16BigEndian(rest)).Length;
    }

    public static string Describe(in Batch value) => EmittedBatch.Describe(in value);
}
