using System.Globalization;

namespace ProtoGen.Tool.Live;

/// <summary>Times as a schema writes them: <c>500ms</c>, <c>2s</c>, <c>1m</c>.</summary>
internal static class Durations
{
    public static bool TryParse(string text, out TimeSpan time)
    {
        var (digits, unit) = text switch
        {
            _ when text.EndsWith("ms", StringComparison.Ordinal) => (text[..^2], 1.0),
            [.., 's'] => (text[..^1], 1000.0),
            [.., 'm'] => (text[..^1], 60_000.0),
            _ => ("", 0.0),
        };
        var isTime = double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number * unit <= TimeSpan.FromDays(1).TotalMilliseconds;
        time = isTime ? TimeSpan.FromMilliseconds(number * unit) : default;
        return isTime;
    }
}
