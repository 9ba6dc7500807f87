using Google.Protobuf;
using ProtoGen.Benchmarks.Codec.Protobuf;

namespace ProtoGen.Benchmarks.Codec.Candidates;

/// <summary>Google.Protobuf with the code of protoc.</summary>
internal static class GoogleProtobuf
{
    public static int Encode<T>(T value, byte[] destination) where T : Google.Protobuf.IMessage<T>
    {
        var size = value.CalculateSize();
        value.WriteTo(destination.AsSpan(0, size));
        return size;
    }
}

internal readonly struct ProtobufRegister : ICodec<Register>
{
    public static Register Value => new() { AppId = Values.Register.AppId, Imei = Values.Register.Imei };

    public static int Encode(in Register value, byte[] destination) => GoogleProtobuf.Encode(value, destination);

    public static void Decode(ReadOnlySpan<byte> source, out Register value) => value = Register.Parser.ParseFrom(source);

    public static string Describe(in Register value) => Descriptions.Of(value.AppId, value.Imei);
}

internal readonly struct ProtobufPosition : ICodec<Position>
{
    public static Position Value
    {
        get
        {
            var value = Values.Position;
            return new()
            {
                Device = value.Device,
                Time = value.Time,
                Latitude = value.Latitude,
                Longitude = value.Longitude,
                Odometer = value.Odometer,
                Battery = value.Battery,
                Temperature = value.Temperature,
                Altitude = value.Altitude,
                Fuel = value.Fuel,
                Speed = value.Speed,
                Heading = value.Heading,
                Pitch = value.Pitch,
                Roll = value.Roll,
                Satellites = value.Satellites,
                Signal = value.Signal,
                Gear = value.Gear,
                Flags = value.Flags,
                Sequence = value.Sequence,
            };
        }
    }

    public static int Encode(in Position value, byte[] destination) => GoogleProtobuf.Encode(value, destination);

    public static void Decode(ReadOnlySpan<byte> source, out Position value) => value = Position.Parser.ParseFrom(source);

    public static string Describe(in Position value) => Descriptions.Join(
        value.Device, value.Time, value.Latitude, value.Longitude, value.Odometer, value.Battery, value.Temperature, value.Altitude, value.Fuel, value.Speed,
        value.Heading, value.Pitch, value.Roll, value.Satellites, value.Signal, value.Gear, value.Flags, value.Sequence);
}

internal readonly struct ProtobufBatch : ICodec<Batch>
{
    public static Batch Value
    {
        get
        {
            var batch = new Batch { Source = Values.Batch.Source, Attachment = ByteString.CopyFrom(Values.Batch.Attachment.Span) };
            foreach (var sample in Values.Batch.Samples) batch.Samples.Add(new Sample { Time = sample.Time, Value = sample.Value, Quality = sample.Quality });
            return batch;
        }
    }

    public static int Encode(in Batch value, byte[] destination) => GoogleProtobuf.Encode(value, destination);

    public static void Decode(ReadOnlySpan<byte> source, out Batch value) => value = Batch.Parser.ParseFrom(source);

    public static string Describe(in Batch value) =>
        Descriptions.Of(value.Samples.Select(sample => (sample.Time, sample.Value, (byte)sample.Quality)), value.Source, value.Attachment.Span);
}
