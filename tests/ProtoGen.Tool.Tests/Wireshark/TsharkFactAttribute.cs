using System.Diagnostics;

namespace ProtoGen.Tool.Tests.Wireshark;

/// <summary>A test with tshark: skipped where there is none, except in CI, where its absence is a failure.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TsharkFactAttribute : FactAttribute
{
    public TsharkFactAttribute() => Skip = Tshark.WhyNot;
}

/// <summary>The same with cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TsharkTheoryAttribute : TheoryAttribute
{
    public TsharkTheoryAttribute() => Skip = Tshark.WhyNot;
}

/// <summary>Wireshark's command.</summary>
internal static class Tshark
{
    private static readonly bool IsInstalled = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "tshark")));

    public static string? WhyNot => IsInstalled || Environment.GetEnvironmentVariable("CI") == "true" ? null : "tshark was not found on the PATH; install it, or set CI=true to make this a failure.";

    /// <summary>What it prints.</summary>
    public static async Task<string> Run(params string[] arguments)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var start = new ProcessStartInfo("tshark", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode == 0, await error);
        Assert.False((await error).Contains("Lua", StringComparison.Ordinal), await error);
        return output;
    }
}
