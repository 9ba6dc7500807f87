using ProtoGen.Benchmarks.Codec.Generated;

namespace ProtoGen.Benchmarks.Codec;

/// <summary>What is written and read: the same values for every candidate.</summary>
internal static class Values
{
    public static readonly Register Register = new() { AppId = "996da38d-a7be-4947-aa4c-f8208b5f4ade", Imei = "869858030720693" };

    public static readonly Position Position = new()
    {
        Device = 0x0123_4567_89AB_CDEF,
        Time = 1_700_000_000_123,
        Latitude = -33_868_820,
        Longitude = 151_209_296,
        Odometer = 123_456.789,
        Battery = 12.75f,
        Temperature = -4.5f,
        Altitude = -12,
        Fuel = 71_000,
        Speed = 812,
        Heading = 3590,
        Pitch = -120,
        Roll = 77,
        Satellites = 11,
        Signal = 27,
        Gear = -1,
        Flags = 0xA5,
        Sequence = 4_000_000_000,
    };

    public static readonly Batch Batch = new()
    {
        Samples = [.. Enumerable.Range(0, 100).Select(index => new Sample { Time = (uint)(1_700_000_000 + index), Value = (index * 7919) - 300_000, Quality = (byte)(index % 3) })],
        Source = "pump-17/outlet pressure",
        Attachment = [.. Enumerable.Range(0, 1024).Select(index => (byte)(index * 31))],
    };
}
