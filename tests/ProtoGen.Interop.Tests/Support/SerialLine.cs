using System.IO.Ports;

namespace ProtoGen.Interop.Tests;

/// <summary>Two serial ports joined by a null-modem cable, which is a process of socat.</summary>
internal sealed class SerialLine : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private ChildProcess? _cable;

    public static bool IsInstalled { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, "socat")));

    public string ClientPort => Path.Combine(_folder, "client");

    public string ServerPort => Path.Combine(_folder, "server");

    public static async Task<SerialLine> Start()
    {
        var line = new SerialLine();
        await line.PlugIn();
        return line;
    }

    public async Task PlugIn()
    {
        _cable = ChildProcess.Start("socat", "-d", "-d", "-lf/dev/stdout", $"pty,raw,echo=0,link={ClientPort}", $"pty,raw,echo=0,link={ServerPort}");
        await _cable.Expect("starting data transfer loop");
    }

    /// <summary>Both ports are gone, as those of a USB adapter that is pulled out.</summary>
    public async Task Unplug()
    {
        if (_cable is not null) await _cable.DisposeAsync();
        _cable = null;
        File.Delete(ClientPort);
        File.Delete(ServerPort);
    }

    public static Stream Open(string name)
    {
        var port = new SerialPort(name, 115_200, Parity.None, 8, StopBits.One);
        port.Open();
        return port.BaseStream;
    }

    public async ValueTask DisposeAsync()
    {
        await Unplug();
        Directory.Delete(_folder, recursive: true);
    }
}
