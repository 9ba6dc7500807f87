using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ProtoGen.Tool.Tests.Wireshark;

/// <summary>Records the packets of a port on the loopback interface; ended, the file is whole.</summary>
internal sealed class Loopback : IAsyncDisposable
{
    private readonly RunningProcess _process;
    private readonly string _file;

    private Loopback(RunningProcess process, string file) => (_process, _file) = (process, file);

    public static async Task<Loopback> Capture(string file, int port)
    {
        var capture = new Loopback(new("dumpcap", "-i", "lo", "-f", $"tcp port {port}", "-w", file), file);
        await capture._process.Said("File:");
        return capture;
    }

    /// <summary>Waits until messages of a name are in the file.</summary>
    public async Task Seen(string message, int count)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        do
        {
            var decoded = await Command.Run("decode", Repository.DeviceLink, _file, "--json");
            if (Regex.Count(decoded.Out, $"\"message\":\"{message}\"") >= count) return;
        }
        while (await timer.WaitForNextTickAsync(limit.Token));
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}

/// <summary>The sample in processes of its own.</summary>
internal static class Sample
{
    private static readonly string Assembly = Path.Combine(
        Repository.Root, "samples/DeviceLink/bin", AppContext.BaseDirectory.Contains("Release", StringComparison.Ordinal) ? "Release" : "Debug", "net10.0/DeviceLink.dll");

    public static RunningProcess Serve(int port) => new("dotnet", Assembly, "server", "--port", $"{port}");

    public static RunningProcess Connect(int port) => new("dotnet", Assembly, "client", "--endpoint", $"127.0.0.1:{port}", "--heartbeat", "500ms");
}

/// <summary>A process that is asked to end, and waited for.</summary>
internal sealed class RunningProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly SemaphoreSlim _more = new(0);

    public RunningProcess(string name, params string[] arguments)
    {
        _process = new() { StartInfo = new(name, arguments) { RedirectStandardOutput = true, RedirectStandardError = true } };
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Waits until it says something.</summary>
    public async Task Said(string text)
    {
        for (; ; )
        {
            lock (_lines)
            {
                if (_lines.Exists(line => line.Contains(text, StringComparison.Ordinal))) return;
            }

            if (!await _more.WaitAsync(TimeSpan.FromSeconds(30))) Assert.Fail($"'{text}' was never said, but: {string.Join("\n", _lines)}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Not SIGINT: whoever is started in the background of a shell is deaf to it.
        using (var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"])) await kill.WaitForExitAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await _process.WaitForExitAsync(limit.Token);
        _process.Dispose();
        _more.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null) return;
        lock (_lines) _lines.Add(line);
        _more.Release();
    }
}
