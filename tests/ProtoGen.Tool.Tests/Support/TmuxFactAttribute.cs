namespace ProtoGen.Tool.Tests;

/// <summary>A test on a real terminal, made by tmux: skipped where there is none, except in CI, where its absence is a failure.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TmuxFactAttribute : FactAttribute
{
    public TmuxFactAttribute()
    {
        if (OperatingSystem.IsWindows()) Skip = "Windows has no tmux.";
        else if (!TerminalWindow.IsInstalled && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Skip = "tmux was not found on the PATH; install it, or set CI=true to make this a failure.";
        }
    }
}
