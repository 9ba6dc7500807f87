using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Samples.Mqtt;

/// <summary>A mosquitto of our own on a free port of loopback, which asks for a password, and its tools as other clients.</summary>
internal sealed class Mosquitto : IAsyncDisposable
{
    private static readonly string[] Tools = ["mosquitto", "mosquitto_passwd", "mosquitto_pub", "mosquitto_sub"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mqtt-story");
    private readonly List<Process> _listeners = [];
    private readonly int _port = FreePort();
    private Process? _broker;
    private Channel<string> _log = Channel.CreateUnbounded<string>();

    public const string User = "story", Password = "open sesame";

    public string Endpoint => $"tcp://127.0.0.1:{_port}";

    /// <summary>Whether broker and tools are on the PATH, or where Debian puts daemons.</summary>
    public static bool IsInstalled => Tools.All(tool => Find(tool) is not null);

    public async Task StartAsync(CancellationToken cancel)
    {
        var (passwords, settings) = (Path.Combine(_folder.FullName, "passwords"), Path.Combine(_folder.FullName, "mosquitto.conf"));
        if (!File.Exists(settings))
        {
            await RunAsync("mosquitto_passwd", ["-b", "-c", passwords, User, Password], cancel);
            // As root mosquitto would become a user that may not read our files.
            await File.WriteAllTextAsync(settings, $"listener {_port} 127.0.0.1\nallow_anonymous false\npassword_file {passwords}\nlog_type all\nuser root\n", cancel);
        }

        _broker = Begin("mosquitto", ["-c", settings]);
        _log = Channel.CreateUnbounded<string>();
        var log = _log.Writer;
        _broker.ErrorDataReceived += (_, line) => _ = line.Data is null ? log.TryComplete() : log.TryWrite(line.Data);
        _broker.BeginErrorReadLine();
        await UntilLoggedAsync("running", cancel);
    }

    /// <summary>Reads the broker's log on to the next line that ends so.</summary>
    public async Task UntilLoggedAsync(string end, CancellationToken cancel)
    {
        await foreach (var line in _log.Reader.ReadAllAsync(cancel))
            if (line.EndsWith(end, StringComparison.Ordinal)) return;
        throw new InvalidOperationException($"mosquitto ended before it said '{end}'.");
    }

    /// <summary>Ends it as a crash does: kill -9.</summary>
    public async Task KillAsync(CancellationToken cancel)
    {
        _broker!.Kill();
        await _broker.WaitForExitAsync(cancel);
    }

    public Task PublishAsync(string topic, string text, Qos qos, CancellationToken cancel) =>
        RunAsync("mosquitto_pub", [.. Login, "-t", topic, "-m", text, "-q", $"{(int)qos}"], cancel);

    /// <summary>What mosquitto_sub prints, once it has subscribed.</summary>
    public async Task<ChannelReader<string>> SubscribeAsync(string filter, CancellationToken cancel)
    {
        var lines = Channel.CreateUnbounded<string>();
        var process = Begin("mosquitto_sub", [.. Login, "-i", "listener", "-q", "2", "-t", filter, "-F", "%t %p (qos %q)"]);
        _listeners.Add(process);
        process.OutputDataReceived += (_, line) => _ = line.Data is null ? lines.Writer.TryComplete() : lines.Writer.TryWrite(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await UntilLoggedAsync("Sending SUBACK to listener", cancel);
        return lines.Reader;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _listeners.Append(_broker).OfType<Process>())
        {
            if (!process.HasExited) process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    private string[] Login => ["-h", "127.0.0.1", "-p", _port.ToString(CultureInfo.InvariantCulture), "-u", User, "-P", Password];

    private static async Task RunAsync(string tool, string[] arguments, CancellationToken cancel)
    {
        using var process = Begin(tool, arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(cancel), process.StandardError.ReadToEndAsync(cancel));
        await process.WaitForExitAsync(cancel);
        if (process.ExitCode != 0) throw new InvalidOperationException($"{tool} failed: {await output}{await error}");
    }

    private static Process Begin(string tool, string[] arguments) => Process.Start(new ProcessStartInfo(Find(tool) ?? tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    private static string? Find(string tool) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/sbin")
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? tool + ".exe" : tool)).FirstOrDefault(File.Exists);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
