namespace ProtoGen.Interop.Tests.Modbus;

/// <summary>The sample as its readers run it: as a process.</summary>
internal static class ModbusSample
{
    // tests/ProtoGen.Interop.Tests/bin/Debug/net10.0 -> samples/Modbus/bin/Debug/net10.0
    private static string Program => Path.Combine(
        Repository.Root,
        "samples",
        "Modbus",
        Path.GetRelativePath(Path.Combine(Repository.Root, "tests", "ProtoGen.Interop.Tests"), AppContext.BaseDirectory),
        "Modbus.dll");

    public static ChildProcess Run(params string[] arguments) => ChildProcess.Start("dotnet", [Program, .. arguments]);
}
