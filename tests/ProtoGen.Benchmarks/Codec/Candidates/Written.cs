using System.Buffers.Binary;
using System.Text;
using ProtoGen.Benchmarks.Codec.Generated;

namespace ProtoGen.Benchmarks.Codec.Candidates;

/// <summary>What people write by hand: a position that moves on, a slice a field.</summary>
internal readonly struct WrittenRegister : ICodec<Register>
{
    public static Register Value => Values.Register;

    public static int Encode(in Register value, byte[] destination)
    {
        var span = destination.AsSpan();
        WriteText(span[..36], value.AppId);
        WriteText(span.Slice(36, 15), value.Imei);
        return 51;
    }

    public static void Decode(ReadOnlySpan<byte> source, out Register value)
    {
        if (source.Length != 51) throw new FormatException();
        value = new() { AppId = ReadText(source[..36]), Imei = ReadText(source.Slice(36, 15)) };
    }

    public static string Describe(in Register value) => Descriptions.Of(value.AppId, value.Imei);

    private static void WriteText(Span<byte> field, string text)
    {
        if (text.Length > field.Length) throw new FormatException();
        var written = Encoding.ASCII.GetBytes(text, field);
        field[written..].Clear();
    }

    private static string ReadText(ReadOnlySpan<byte> field) => Encoding.ASCII.GetString(field.TrimEnd((byte)0));
}

internal readonly struct WrittenPosition : ICodec<Position>
{
    public static Position Value => Values.Position;

    public static int Encode(in Position value, byte[] destination)
    {
        var span = destination.AsSpan();
        BinaryPrimitives.WriteUInt64BigEndian(span, value.Device);
        BinaryPrimitives.WriteInt64BigEndian(span[8..], value.Time);
        BinaryPrimitives.WriteInt32BigEndian(span[16..], value.Latitude);
        BinaryPrimitives.WriteInt32BigEndian(span[20..], value.Longitude);
        BinaryPrimitives.WriteDoubleBigEndian(span[24..], value.Odometer);
        BinaryPrimitives.WriteSingleBigEndian(span[32..], value.Battery);
        BinaryPrimitives.WriteSingleBigEndian(span[36..], value.Temperature);
        BinaryPrimitives.WriteInt32BigEndian(span[40..], value.Altitude);
        BinaryPrimitives.WriteUInt32BigEndian(span[44..], value.Fuel);
        BinaryPrimitives.WriteUInt16BigEndian(span[48..], value.Speed);
        BinaryPrimitives.WriteUInt16BigEndian(span[50..], value.Heading);
        BinaryPrimitives.WriteInt16BigEndian(span[52..], value.Pitch);
        BinaryPrimitives.WriteInt16BigEndian(span[54..], value.Roll);
        span[56] = value.Satellites;
        span[57] = value.Signal;
        span[58] = (byte)value.Gear;
        span[59] = value.Flags;
        BinaryPrimitives.WriteUInt32BigEndian(span[60..], value.Sequence);
        return 64;
    }

    public static void Decode(ReadOnlySpan<byte> source, out Position value)
    {
        if (source.Length != 64) throw new FormatException();
        value = new()
        {
            Device = BinaryPrimitives.ReadUInt64BigEndian(source),
            Time = BinaryPrimitives.ReadInt64BigEndian(source[8..]),
            Latitude = BinaryPrimitives.ReadInt32BigEndian(source[16..]),
            Longitude = BinaryPrimitives.ReadInt32BigEndian(source[20..]),
            Odometer = BinaryPrimitives.ReadDoubleBigEndian(source[24..]),
            Battery = BinaryPrimitives.ReadSingleBigEndian(source[32..]),
            Temperature = BinaryPrimitives.ReadSingleBigEndian(source[36..]),
            Altitude = BinaryPrimitives.ReadInt32BigEndian(source[40..]),
            Fuel = BinaryPrimitives.ReadUInt32BigEndian(source[44..]),
            Speed = BinaryPrimitives.ReadUInt16BigEndian(source[48..]),
            Heading = BinaryPrimitives.ReadUInt16BigEndian(source[50..]),
            Pitch = BinaryPrimitives.ReadInt16BigEndian(source[52..]),
            Roll = BinaryPrimitives.ReadInt16BigEndian(source[54..]),
            Satellites = source[56],
            Signal = source[57],
            Gear = (sbyte)source[58],
            Flags = source[59],
            Sequence = BinaryPrimitives.ReadUInt32BigEndian(source[60..]),
        };
    }

    public static string Describe(in Position value) => Descriptions.Of(in value);
}

internal readonly struct WrittenBatch : ICodec<Batch>
{
    public static Batch Value => Values.Batch;

    public static int Encode(in Batch value, byte[] destination)
    {
        var rest = destination.AsSpan();
        BinaryPrimitives.WriteUInt16BigEndian(rest, checked((ushort)value.Samples.Count));
        rest = rest[2..];
        foreach (var sample in value.Samples.Span)
        {
            BinaryPrimitives.WriteUInt32BigEndian(rest, sample.Time);
            BinaryPrimitives.WriteInt32BigEndian(rest[4..], sample.Value);
            rest[8] = sample.Quality;
            rest = rest[9..];
        }

        var length = Encoding.UTF8.GetBytes(value.Source, rest[2..]);
        BinaryPrimitives.WriteUInt16BigEndian(rest, checked((ushort)length));
        rest = rest[(2 + length)..];
        BinaryPrimitives.WriteUInt16BigEndian(rest, checked((ushort)value.Attachment.Count));
        value.Attachment.Span.CopyTo(rest[2..]);
        return destination.Length - rest.Length + 2 + value.Attachment.Count;
    }

    public static void Decode(ReadOnlySpan<byte> source, out Batch value)
    {
        var samples = new Sample[BinaryPrimitives.ReadUInt16BigEndian(source)];
        var rest = source[2..];
        for (var index = 0; index < samples.Length; index++)
        {
            samples[index] = new() { Time = BinaryPrimitives.ReadUInt32BigEndian(rest), Value = BinaryPrimitives.ReadInt32BigEndian(rest[4..]), Quality = rest[8] };
            rest = rest[9..];
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(rest);
        var text = Encoding.UTF8.GetString(rest.Slice(2, length));
        rest = rest[(2 + length)..];
        value = new() { Samples = samples, Source = text, Attachment = rest.Slice(2, BinaryPrimitives.ReadUInt16BigEndian(rest)).ToArray() };
    }

    public static string Describe(in Batch value) => EmittedBatch.Describe(in value);
}
