using System.Diagnostics;

namespace ProtoGen.LinkPeer;

/// <summary>A line of output: the time on the machine's monotonic clock in milliseconds, and what happened.</summary>
internal static class Event
{
    public static void Write(string what) =>
        Console.WriteLine(FormattableString.Invariant($"{Stopwatch.GetTimestamp() * 1000 / Stopwatch.Frequency} {what}"));
}
