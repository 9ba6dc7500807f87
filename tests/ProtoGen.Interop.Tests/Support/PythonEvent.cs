using System.Globalization;

namespace ProtoGen.Interop.Tests;

/// <summary>One line of a Python peer: seconds since its start, what happened, and to what.</summary>
internal sealed record PythonEvent(double Seconds, string Name, string Detail)
{
    public bool IsFrame => Name is "sent" or "received";

    public static bool IsOne(string line) => line.Split(' ') is [var seconds, _, ..] && TryReadSeconds(seconds, out _);

    public static PythonEvent Parse(string line)
    {
        var parts = line.Split(' ', 3);
        TryReadSeconds(parts[0], out var seconds);
        return new(seconds, parts[1], parts.Length == 3 ? parts[2] : "");
    }

    private static bool TryReadSeconds(string text, out double seconds) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds);
}
