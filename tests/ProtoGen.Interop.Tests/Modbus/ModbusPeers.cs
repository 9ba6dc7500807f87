using System.Diagnostics;
using System.Globalization;

namespace ProtoGen.Interop.Tests.Modbus;

/// <summary>Slaves and masters that others wrote: made with pymodbus, and with libmodbus by the C compiler of the machine.</summary>
internal static class ModbusPeers
{
    private static readonly Lazy<string?> FoundPython = new(FindPython);
    private static readonly Lazy<string?> Built = new(Build);

    /// <summary>Which libraries a test may ask for.</summary>
    public static TheoryData<string> Libraries => ["pymodbus", "libmodbus"];

    /// <summary>Why there is no peer made with a library; null where there is one.</summary>
    public static string? WhyNot(string library) => library switch
    {
        "pymodbus" => FoundPython.Value is null ? "no python3 has pymodbus; apt-get install python3-pymodbus" : null,
        _ => Built.Value is null ? "no libmodbus to compile with; apt-get install libmodbus-dev gcc" : null,
    };

    /// <summary>A slave that serves; over TCP on a port, over a line on a device.</summary>
    public static async Task<ChildProcess> Serve(string library, string transport, string place)
    {
        var slave = library == "pymodbus" ? Python("modbus_server.py", transport, place) : ChildProcess.Start(Built.Value!, "server", transport, place);
        await slave.Expect("serves");
        return slave;
    }

    /// <summary>A master that asks its questions, tells the answers and ends.</summary>
    public static ChildProcess Poll(string library, string transport, string place) =>
        library == "pymodbus" ? Python("modbus_client.py", transport, place) : ChildProcess.Start(Built.Value!, "client", transport, place);

    public static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    private static ChildProcess Python(string script, params string[] arguments) =>
        ChildProcess.Start(FoundPython.Value!, [Path.Combine(AppContext.BaseDirectory, "peers", script), .. arguments]);

    // Several may be installed, of which only the system's has the system's libraries.
    private static string? FindPython()
    {
        if (OperatingSystem.IsWindows()) return null;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/bin");
        return folders.Select(folder => Path.Combine(folder, "python3")).Where(File.Exists).Distinct().FirstOrDefault(python => Succeeds(python, "-c", "import pymodbus, serial_asyncio"));
    }

    private static string? Build()
    {
        if (OperatingSystem.IsWindows()) return null;
        var program = Path.Combine(AppContext.BaseDirectory, "peers", "modbus_peer");
        var source = program + ".c";
        return Succeeds("gcc", "-Wall", "-Werror", "-I/usr/include/modbus", "-o", program, source, "-lmodbus") ? program : null;
    }

    private static bool Succeeds(string file, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
