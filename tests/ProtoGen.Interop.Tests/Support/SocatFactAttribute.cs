namespace ProtoGen.Interop.Tests;

/// <summary>A test over a serial line made by socat: skipped where there is none, except in CI, where its absence is a failure.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SocatFactAttribute : FactAttribute
{
    public SocatFactAttribute()
    {
        if (OperatingSystem.IsWindows()) Skip = "Windows has no pseudo-terminals with names.";
        else if (!SerialLine.IsInstalled && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Skip = "socat was not found on the PATH; install it, or set CI=true to make this a failure.";
        }
    }
}
