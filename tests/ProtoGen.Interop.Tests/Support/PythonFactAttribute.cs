namespace ProtoGen.Interop.Tests;

/// <summary>A test with a peer in Python: skipped where there is no python3, except in CI, where its absence is a failure.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute() => Skip = WhyNot(PythonPeer.IsInstalled, Environment.GetEnvironmentVariable("CI") == "true");

    public static string? WhyNot(bool isInstalled, bool isCi) =>
        isInstalled || isCi ? null : "python3 was not found on the PATH; install it, or set CI=true to make this a failure.";
}
