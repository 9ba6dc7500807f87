using System.Diagnostics;
using System.Globalization;

namespace ProtoGen.Interop.Tests.Links;

/// <summary>The program ProtoGen.LinkPeer, and the lines it writes.</summary>
internal static class LinkPeer
{
    // As tests/ProtoGen.LinkPeer/Beats.cs says.
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan Ack = TimeSpan.FromMilliseconds(600);
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);
    public static readonly TimeSpan TwoTicks = TimeSpan.FromMilliseconds(200);

    /// <summary>For a loaded machine, on which also the test itself may look late.</summary>
    public static readonly TimeSpan Slack = TimeSpan.FromSeconds(1.5);

    public static string Program { get; } = Path.Combine(Build("ProtoGen.LinkPeer"), "ProtoGen.LinkPeer.dll");

    /// <summary>The machine's monotonic clock, which all processes share.</summary>
    public static TimeSpan Now => TimeSpan.FromMilliseconds(Stopwatch.GetTimestamp() * 1000 / Stopwatch.Frequency);

    public static ChildProcess Start(params string[] arguments) => ChildProcess.Start("dotnet", [Program, .. arguments]);

    /// <summary>The next line that says <paramref name="what"/>, and when it was written.</summary>
    public static async Task<(TimeSpan At, string Text)> Event(this ChildProcess process, string what, string by = "")
    {
        var start = by.Length == 0 ? "" : by + ": ";
        var line = await process.Expect(
            line => line.StartsWith(start, StringComparison.Ordinal) && line.Contains(' ' + what, StringComparison.Ordinal), start + what);
        var text = line[start.Length..];
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return (TimeSpan.FromMilliseconds(long.Parse(text[..space], CultureInfo.InvariantCulture)), text[(space + 1)..]);
    }

    // The folder of another project that was built the way this one was.
    private static string Build(string project) =>
        AppContext.BaseDirectory.Replace("ProtoGen.Interop.Tests", project, StringComparison.Ordinal);
}
