using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Samples.Postgres;

/// <summary>A PostgreSQL of our own on a free port of loopback, which asks for a password by SCRAM, and psql as another client.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    public const string User = "story", Password = "open sesame";

    // Where Debian puts what is not for every day; the newest version first.
    private const string DebianFolder = "/usr/lib/postgresql";

    private static readonly string[] Needed = ["postgres", "initdb", "psql"];
    private static readonly string? Tools = FindTools();

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("postgres-story");
    private readonly int _port = FreePort();
    private Process? _server;
    private Channel<string> _log = Channel.CreateUnbounded<string>();

    /// <summary>Whether server and tools are on the PATH, or where Debian puts them.</summary>
    public static bool IsInstalled => Tools is not null;

    public string Endpoint => $"tcp://127.0.0.1:{_port}";

    private string Files => Path.Combine(_folder.FullName, "data");

    /// <summary>Makes its files, the first time, and starts it.</summary>
    public async Task StartAsync(CancellationToken cancel)
    {
        if (!Directory.Exists(Files)) await CreateAsync(cancel);
        _server?.Dispose();
        _server = Begin("postgres", "-D", Files);
        _log = Channel.CreateUnbounded<string>();
        var log = _log.Writer;
        _server.ErrorDataReceived += (_, line) => _ = line.Data is null ? log.TryComplete() : log.TryWrite(line.Data);
        _server.BeginErrorReadLine();
        await foreach (var line in _log.Reader.ReadAllAsync(cancel))
            if (line.EndsWith("ready to accept connections", StringComparison.Ordinal)) return;
        throw new InvalidOperationException("postgres ended before it was ready.");
    }

    /// <summary>Ends it as a crash does: kill -9, of it and of the processes that serve connections.</summary>
    public async Task KillAsync(CancellationToken cancel)
    {
        var children = await File.ReadAllTextAsync($"/proc/{_server!.Id}/task/{_server.Id}/children", cancel);
        _server.Kill();
        foreach (var child in children.Split(' ', StringSplitOptions.RemoveEmptyEntries)) End(int.Parse(child, CultureInfo.InvariantCulture));
        await _server.WaitForExitAsync(cancel);
    }

    /// <summary>Has psql run a statement.</summary>
    public Task PsqlAsync(string sql, CancellationToken cancel) =>
        RunAsync("psql", cancel, "-X", "-q", $"postgresql://{User}:{Uri.EscapeDataString(Password)}@127.0.0.1:{_port}/postgres", "-c", sql);

    public async ValueTask DisposeAsync()
    {
        if (_server is { HasExited: false }) await KillAsync(CancellationToken.None);
        _server?.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task CreateAsync(CancellationToken cancel)
    {
        var password = Path.Combine(_folder.FullName, "password");
        await File.WriteAllTextAsync(password, Password, cancel);
        if (IsRoot) await RunProcessAsync(Process.Start(Start("chown", "-R", "postgres", _folder.FullName))!, cancel);
        await RunAsync("initdb", cancel, "-D", Files, "--no-sync", "-E", "UTF8", "--locale=C", "-U", User, $"--pwfile={password}", "-A", "scram-sha-256");
        await File.AppendAllTextAsync(
            Path.Combine(Files, "postgresql.conf"), $"port = {_port}\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = ''\nfsync = off\n", cancel);
    }

    private static Task RunAsync(string tool, CancellationToken cancel, params string[] arguments) => RunProcessAsync(Begin(tool, arguments), cancel);

    private static async Task RunProcessAsync(Process process, CancellationToken cancel)
    {
        using (process)
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(cancel), process.StandardError.ReadToEndAsync(cancel));
            await process.WaitForExitAsync(cancel);
            if (process.ExitCode != 0) throw new InvalidOperationException($"{process.StartInfo.FileName} failed: {await output}{await error}");
        }
    }

    private static void End(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    // As root postgres refuses to run.
    private static bool IsRoot => Environment.UserName == "root";

    private static Process Begin(string tool, params string[] arguments)
    {
        var path = Path.Combine(Tools!, tool);
        return Process.Start(IsRoot ? Start("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", path, .. arguments]) : Start(path, arguments))!;
    }

    private static ProcessStartInfo Start(string file, params string[] arguments) => new(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };

    private static string? FindTools()
    {
        // Its processes are found under /proc.
        if (!OperatingSystem.IsLinux()) return null;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).ToList();
        if (Directory.Exists(DebianFolder)) folders.AddRange(Directory.GetDirectories(DebianFolder).OrderDescending().Select(version => Path.Combine(version, "bin")));
        return folders.Find(folder => Needed.All(tool => File.Exists(Path.Combine(folder, tool))));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
