using System.Buffers.Binary;
using System.Text;
using ProtoGen.Benchmarks.Codec.Generated;

namespace ProtoGen.Benchmarks.Codec.Candidates;

/// <summary>BinaryWriter and BinaryReader over streams, which know little-endian only.</summary>
internal readonly struct StreamsRegister : ICodec<Register>
{
    public static Register Value => Values.Register;

    public static int Encode(in Register value, byte[] destination)
    {
        using var writer = new BinaryWriter(new MemoryStream(destination));
        writer.Write(Encoding.ASCII.GetBytes(value.AppId.PadRight(36, '\0')));
        writer.Write(Encoding.ASCII.GetBytes(value.Imei.PadRight(15, '\0')));
        return (int)writer.BaseStream.Position;
    }

    public static void Decode(ReadOnlySpan<byte> source, out Register value)
    {
        using var reader = new BinaryReader(new MemoryStream(source.ToArray()));
        value = new() { AppId = Encoding.ASCII.GetString(reader.ReadBytes(36)).TrimEnd('\0'), Imei = Encoding.ASCII.GetString(reader.ReadBytes(15)).TrimEnd('\0') };
    }

    public static string Describe(in Register value) => Descriptions.Of(value.AppId, value.Imei);
}

internal readonly struct StreamsPosition : ICodec<Position>
{
    public static Position Value => Values.Position;

    public static int Encode(in Position value, byte[] destination)
    {
        using var writer = new BinaryWriter(new MemoryStream(destination));
        writer.Write(BinaryPrimitives.ReverseEndianness(value.Device));
        writer.Write(BinaryPrimitives.ReverseEndianness(value.Time));
        writer.Write(BinaryPrimitives.ReverseEndianness(value.Latitude));
        writer.Write(BinaryPrimitives.ReverseEndianness(value.Longitude));
        writer.Write(BinaryPrimitives.ReverseEndianness(BitConverter.DoubleToInt64Bits(value.Odometer)));
        writer.Write(BinaryPrimitives.ReverseEndianness(BitConverter.SingleToInt32Bits(value.Battery)));
        writer.Write(BinaryPrimitives.ReverseEndianness(BitConverter.SingleToInt32Bits(value.Temperature)));
        writer.Write(BinaryPrimitives.ReverseEndianness(value.Altitude));
        writer.Write(BinaryPrimitives.ReverseEndianness(value.Fuel));
        writer.Write(BinaryPrimitives.ReverseEndianness(value.Speed));
        writer.Write(BinaryPrimitives.ReverseEndianness(value.Heading));
        writer.Write(BinaryPrimitives.ReverseEndianness(value.Pitch));
        writer.Write(BinaryPrimitives.ReverseEndianness(value.Roll));
        writer.Write(value.Satellites);
        writer.Write(value.Signal);
        writer.Write(value.Gear);
        writer.Write(value.Flags);
        writer.Write(BinaryPrimitives.ReverseEndianness(value.Sequence));
        return (int)writer.BaseStream.Position;
    }

    public static void Decode(ReadOnlySpan<byte> source, out Position value)
    {
        using var reader = new BinaryReader(new MemoryStream(source.ToArray()));
        value = new()
        {
            Device = BinaryPrimitives.ReverseEndianness(reader.ReadUInt64()),
            Time = BinaryPrimitives.ReverseEndianness(reader.ReadInt64()),
            Latitude = BinaryPrimitives.ReverseEndianness(reader.ReadInt32()),
            Longitude = BinaryPrimitives.ReverseEndianness(reader.ReadInt32()),
            Odometer = BitConverter.Int64BitsToDouble(BinaryPrimitives.ReverseEndianness(reader.ReadInt64())),
            Battery = BitConverter.Int32BitsToSingle(BinaryPrimitives.ReverseEndianness(reader.ReadInt32())),
            Temperature = BitConverter.Int32BitsToSingle(BinaryPrimitives.ReverseEndianness(reader.ReadInt32())),
            Altitude = BinaryPrimitives.ReverseEndianness(reader.ReadInt32()),
            Fuel = BinaryPrimitives.ReverseEndianness(reader.ReadUInt32()),
            Speed = BinaryPrimitives.ReverseEndianness(reader.ReadUInt16()),
            Heading = BinaryPrimitives.ReverseEndianness(reader.ReadUInt16()),
            Pitch = BinaryPrimitives.ReverseEndianness(reader.ReadInt16()),
            Roll = BinaryPrimitives.ReverseEndianness(reader.ReadInt16()),
            Satellites = reader.ReadByte(),
            Signal = reader.ReadByte(),
            Gear = reader.ReadSByte(),
            Flags = reader.ReadByte(),
            Sequence = BinaryPrimitives.ReverseEndianness(reader.ReadUInt32()),
        };
    }

    public static string Describe(in Position value) => Descriptions.Of(in value);
}

internal readonly struct StreamsBatch : ICodec<Batch>
{
    public static Batch Value => Values.Batch;

    public static int Encode(in Batch value, byte[] destination)
    {
        using var writer = new BinaryWriter(new MemoryStream(destination));
        writer.Write(BinaryPrimitives.ReverseEndianness(checked((ushort)value.Samples.Count)));
        foreach (var sample in value.Samples)
        {
            writer.Write(BinaryPrimitives.ReverseEndianness(sample.Time));
            writer.Write(BinaryPrimitives.ReverseEndianness(sample.Value));
            writer.Write(sample.Quality);
        }

        var text = Encoding.UTF8.GetBytes(value.Source);
        writer.Write(BinaryPrimitives.ReverseEndianness(checked((ushort)text.Length)));
        writer.Write(text);
        writer.Write(BinaryPrimitives.ReverseEndianness(checked((ushort)value.Attachment.Count)));
        writer.Write(value.Attachment.Span);
        return (int)writer.BaseStream.Position;
    }

    public static void Decode(ReadOnlySpan<byte> source, out Batch value)
    {
        using var reader = new BinaryReader(new MemoryStream(source.ToArray()));
        var samples = new Sample[BinaryPrimitives.ReverseEndianness(reader.ReadUInt16())];
        for (var index = 0; index < samples.Length; index++)
        {
            samples[index] = new()
            {
                Time = BinaryPrimitives.ReverseEndianness(reader.ReadUInt32()),
                Value = BinaryPrimitives.ReverseEndianness(reader.ReadInt32()),
                Quality = reader.ReadByte(),
            };
        }

        var text = Encoding.UTF8.GetString(reader.ReadBytes(BinaryPrimitives.ReverseEndianness(reader.ReadUInt16())));
        value = new() { Samples = samples, Source = text, Attachment = reader.ReadBytes(BinaryPrimitives.ReverseEndianness(reader.ReadUInt16())) };
    }

    public static string Describe(in Batch value) => EmittedBatch.Describe(in value);
}
