using System.Globalization;

namespace Samples.Postgres;

/// <summary>Tells what happens, one line at a time: seconds since the start, who, what.</summary>
internal sealed class Narrator
{
    private readonly long _start = TimeProvider.System.GetTimestamp();

    public void Say(string who, string what)
    {
        var seconds = TimeProvider.System.GetElapsedTime(_start).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seconds,7:F3} s  {who,-8} {what}"));
    }
}
