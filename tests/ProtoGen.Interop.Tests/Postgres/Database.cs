using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography.X509Certificates;
using ProtoGen.Runtime.Tests;

namespace ProtoGen.Interop.Tests.Postgres;

/// <summary>A PostgreSQL of the test's own, on a free port of loopback, with its own files; psql is the client at the other end.</summary>
internal sealed class Database : IAsyncDisposable
{
    public const string User = "ada", Password = "lovelace";

    private const int Sigint = 2, Sigquit = 3;

    private static readonly string? Folder = FindFolder();

    // As root postgres refuses to run.
    private static readonly string Other = Environment.UserName == "root" ? "setpriv --reuid=postgres --regid=postgres --clear-groups" : "";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("postgres");
    private ChildProcess? _process;
    private int _id;

    private Database() => Port = RawServer.FreePort();

    public static bool IsInstalled => Folder is not null;

    public int Port { get; }

    public string Endpoint => $"tcp://127.0.0.1:{Port}";

    public string Transcript => _process!.Transcript;

    private string Data => Path.Combine(_folder.FullName, "data");

    /// <summary>It asks for a password by SCRAM.</summary>
    public static Task<Database> Start(params string[] settings) => StartAsking("scram-sha-256", settings);

    /// <summary>It asks for a password, or not, in one of the ways of pg_hba.conf.</summary>
    public static Task<Database> StartAsking(string method, params string[] settings) => Start(new(), method, settings);

    private static async Task<Database> Start(Database database, string method, params string[] settings)
    {
        try
        {
            await database.Create(method, settings);
            await database.Restart();
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>It shows a certificate of an authority.</summary>
    public static async Task<Database> StartWithTls(TestAuthority authority)
    {
        var database = new Database();
        using var certificate = authority.Server();
        using var key = certificate.GetECDsaPrivateKey()!;
        var files = database._folder.FullName;
        await File.WriteAllTextAsync(Path.Combine(files, "server.pem"), certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(files, "server.key"), key.ExportPkcs8PrivateKeyPem());
        // It refuses a key that others may read.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Path.Combine(files, "server.key"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return await Start(database, "scram-sha-256", "ssl = on", $"ssl_cert_file = '{files}/server.pem'", $"ssl_key_file = '{files}/server.key'");
    }

    /// <summary>The next line of its log that holds a text.</summary>
    public Task<string> Expect(string text) => _process!.Expect(text);

    /// <summary>kill -9, of it and of the processes that serve connections.</summary>
    public async Task Kill()
    {
        var children = await File.ReadAllTextAsync($"/proc/{_id}/task/{_id}/children");
        _process!.Kill();
        foreach (var child in children.Split(' ', StringSplitOptions.RemoveEmptyEntries)) Signal(int.Parse(child, CultureInfo.InvariantCulture), 9);
        await _process.Exit(Deadline.Usual);
    }

    /// <summary>Ends it without ado: it tells its clients, and has to recover when it starts.</summary>
    public Task StopAtOnce() => Stop(Sigquit);

    /// <summary>Ends it in order: it tells its clients.</summary>
    public Task StopInOrder() => Stop(Sigint);

    /// <summary>Starts it again where it was.</summary>
    public async Task Restart()
    {
        await Begin();
        await Expect("ready to accept connections");
    }

    /// <summary>The same, without waiting until it takes connections.</summary>
    public async Task Begin()
    {
        if (_process is not null) await _process.DisposeAsync();
        _process = ChildProcess.Start("sh", "-c", $"echo $$; exec {Other} \"$0\" -D \"$1\" 2>&1", Path.Combine(Folder!, "postgres"), Data);
        _id = int.Parse(await _process.Expect(""), CultureInfo.InvariantCulture);
    }

    /// <summary>From its next start on it waits for another server's changes and takes no connections, or no longer does.</summary>
    public void FollowAnother(bool follows)
    {
        var mark = Path.Combine(Data, "standby.signal");
        if (follows) File.WriteAllText(mark, "");
        else File.Delete(mark);
    }

    /// <summary>What psql prints, values alone.</summary>
    public async Task<string> Psql(string sql)
    {
        await using var tool = ChildProcess.Start(
            Path.Combine(Folder!, "psql"), "-X", "-q", "-t", "-A", "-v", "ON_ERROR_STOP=1", $"postgresql://{User}:{Password}@127.0.0.1:{Port}/postgres", "-c", sql);
        Assert.True(await tool.Exit(Deadline.Usual) == 0, tool.Transcript);
        return tool.Transcript;
    }

    /// <summary>Waits until psql prints 1.</summary>
    public async Task Until(string sql)
    {
        using var deadline = new CancellationTokenSource(Deadline.Usual);
        while (await Psql(sql) != "1") deadline.Token.ThrowIfCancellationRequested();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            if (_id != 0 && Directory.Exists($"/proc/{_id}")) await StopAtOnce();
            await _process.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private async Task Stop(int signal)
    {
        Signal(_id, signal);
        await _process!.Exit(Deadline.Usual);
        _id = 0;
    }

    private async Task Create(string method, string[] settings)
    {
        var password = Path.Combine(_folder.FullName, "password");
        await File.WriteAllTextAsync(password, Password);
        var owner = Other.Length == 0 ? "" : $"chown -R postgres \"{_folder.FullName}\" && ";
        await using var tool = ChildProcess.Start(
            "sh", "-c", $"{owner}exec {Other} \"$0\" -D \"$1\" --no-sync -E UTF8 --locale=C -U {User} --pwfile=\"$2\" -A {method}", Path.Combine(Folder!, "initdb"), Data, password);
        Assert.True(await tool.Exit(Deadline.Usual) == 0, tool.Transcript);
        await File.AppendAllLinesAsync(Path.Combine(Data, "postgresql.conf"), [
            $"port = {Port}",
            "listen_addresses = '127.0.0.1'",
            "unix_socket_directories = ''",
            "fsync = off",
            "log_connections = on",
            .. settings]);
    }

    // One that has ended by itself need not be ended.
    private static void Signal(int process, int signal) => _ = SendSignal(process, signal);

    private static string? FindFolder()
    {
        // Its processes are found under /proc.
        if (!OperatingSystem.IsLinux()) return null;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).ToList();
        if (Directory.Exists("/usr/lib/postgresql")) folders.AddRange(Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(version => Path.Combine(version, "bin")));
        return folders.Find(folder => new[] { "postgres", "initdb", "psql" }.All(tool => File.Exists(Path.Combine(folder, tool))));
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}
