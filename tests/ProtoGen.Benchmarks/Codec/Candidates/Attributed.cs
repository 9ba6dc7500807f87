using MemoryPack;
using MessagePack;
using ProtoBuf;
using ProtoGen.Benchmarks.Codec.Generated;

namespace ProtoGen.Benchmarks.Codec.Candidates;

/// <summary>The messages as libraries want them that read attributes: structs, where the library has them, as ours are.</summary>
[MemoryPackable, MessagePackObject, ProtoContract]
public partial struct PackRegister : IDescribed
{
    [Key(0), ProtoMember(1)]
    public string AppId { get; set; }

    [Key(1), ProtoMember(2)]
    public string Imei { get; set; }

    readonly string IDescribed.Describe() => Descriptions.Of(AppId, Imei);
}

[MemoryPackable, MessagePackObject, ProtoContract]
public partial struct PackPosition : IDescribed
{
    [Key(0), ProtoMember(1, DataFormat = DataFormat.FixedSize)]
    public ulong Device { get; set; }

    [Key(1), ProtoMember(2, DataFormat = DataFormat.FixedSize)]
    public long Time { get; set; }

    [Key(2), ProtoMember(3, DataFormat = DataFormat.FixedSize)]
    public int Latitude { get; set; }

    [Key(3), ProtoMember(4, DataFormat = DataFormat.FixedSize)]
    public int Longitude { get; set; }

    [Key(4), ProtoMember(5)]
    public double Odometer { get; set; }

    [Key(5), ProtoMember(6)]
    public float Battery { get; set; }

    [Key(6), ProtoMember(7)]
    public float Temperature { get; set; }

    [Key(7), ProtoMember(8, DataFormat = DataFormat.FixedSize)]
    public int Altitude { get; set; }

    [Key(8), ProtoMember(9, DataFormat = DataFormat.FixedSize)]
    public uint Fuel { get; set; }

    [Key(9), ProtoMember(10)]
    public ushort Speed { get; set; }

    [Key(10), ProtoMember(11)]
    public ushort Heading { get; set; }

    [Key(11), ProtoMember(12, DataFormat = DataFormat.ZigZag)]
    public short Pitch { get; set; }

    [Key(12), ProtoMember(13, DataFormat = DataFormat.ZigZag)]
    public short Roll { get; set; }

    [Key(13), ProtoMember(14)]
    public byte Satellites { get; set; }

    [Key(14), ProtoMember(15)]
    public byte Signal { get; set; }

    [Key(15), ProtoMember(16, DataFormat = DataFormat.ZigZag)]
    public sbyte Gear { get; set; }

    [Key(16), ProtoMember(17)]
    public byte Flags { get; set; }

    [Key(17), ProtoMember(18, DataFormat = DataFormat.FixedSize)]
    public uint Sequence { get; set; }

    public static PackPosition Of(in Position value) => new()
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

    readonly string IDescribed.Describe() => Descriptions.Join(
        Device, Time, Latitude, Longitude, Odometer, Battery, Temperature, Altitude, Fuel, Speed, Heading, Pitch, Roll, Satellites, Signal, Gear, Flags, Sequence);
}

[MemoryPackable, MessagePackObject, ProtoContract]
public partial struct PackSample
{
    [Key(0), ProtoMember(1, DataFormat = DataFormat.FixedSize)]
    public uint Time { get; set; }

    [Key(1), ProtoMember(2, DataFormat = DataFormat.FixedSize)]
    public int Value { get; set; }

    [Key(2), ProtoMember(3)]
    public byte Quality { get; set; }
}

[MemoryPackable, MessagePackObject, ProtoContract]
public partial struct PackBatch : IDescribed
{
    [Key(0), ProtoMember(1)]
    public PackSample[] Samples { get; set; }

    [Key(1), ProtoMember(2)]
    public string Source { get; set; }

    [Key(2), ProtoMember(3)]
    public byte[] Attachment { get; set; }

    public static PackBatch Of(in Batch value) => new()
    {
        Samples = [.. value.Samples.Select(sample => new PackSample { Time = sample.Time, Value = sample.Value, Quality = sample.Quality })],
        Source = value.Source,
        Attachment = [.. value.Attachment],
    };

    readonly string IDescribed.Describe() => Descriptions.Of(Samples.Select(sample => (sample.Time, sample.Value, sample.Quality)), Source, Attachment);
}
