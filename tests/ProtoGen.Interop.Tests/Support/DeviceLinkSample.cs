namespace ProtoGen.Interop.Tests;

/// <summary>The sample as its readers run it: as a process.</summary>
internal static class DeviceLinkSample
{
    // tests/ProtoGen.Interop.Tests/bin/Debug/net10.0 -> samples/DeviceLink/bin/Debug/net10.0
    private static string Program => Path.Combine(
        Repository.Root,
        "samples",
        "DeviceLink",
        Path.GetRelativePath(Path.Combine(Repository.Root, "tests", "ProtoGen.Interop.Tests"), AppContext.BaseDirectory),
        "DeviceLink.dll");

    public static ChildProcess Run(params string[] arguments) => ChildProcess.Start("dotnet", [Program, .. arguments]);

    /// <summary>With so many open files at most.</summary>
    public static ChildProcess RunWithFiles(int limit, params string[] arguments) =>
        ChildProcess.Start("sh", ["-c", $"ulimit -n {limit}; exec dotnet \"$@\"", "sh", Program, .. arguments]);
}
