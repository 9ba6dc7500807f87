namespace ProtoGen.Interop.Tests;

/// <summary>The sample as its readers run it: as a process.</summary>
internal static class DeviceLinkSample
{
    public static ChildProcess Run(params string[] arguments)
    {
        // tests/ProtoGen.Interop.Tests/bin/Debug/net10.0 -> samples/DeviceLink/bin/Debug/net10.0
        var output = Path.GetRelativePath(Path.Combine(Repository.Root, "tests", "ProtoGen.Interop.Tests"), AppContext.BaseDirectory);
        return ChildProcess.Start("dotnet", [Path.Combine(Repository.Root, "samples", "DeviceLink", output, "DeviceLink.dll"), .. arguments]);
    }
}
