using System.Globalization;
using System.Text;
using ProtoGen.Benchmarks.Codec.Generated;

namespace ProtoGen.Benchmarks.Codec;

/// <summary>Values as text.</summary>
internal static class Descriptions
{
    public static string Of(string appId, string imei) => $"{appId} {imei}";

    public static string Of(in Position value) => Join(
        value.Device, value.Time, value.Latitude, value.Longitude, value.Odometer, value.Battery, value.Temperature, value.Altitude, value.Fuel, value.Speed,
        value.Heading, value.Pitch, value.Roll, value.Satellites, value.Signal, value.Gear, value.Flags, value.Sequence);

    public static string Of(IEnumerable<(uint Time, int Value, byte Quality)> samples, string source, ReadOnlySpan<byte> attachment)
    {
        var text = new StringBuilder();
        foreach (var (time, value, quality) in samples) text.Append(CultureInfo.InvariantCulture, $"{time} {value} {quality} ");
        return $"{text}{source} {Convert.ToHexString(attachment)}";
    }

    public static string Join(params object[] values) => string.Join(' ', values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)));
}
