using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using ProtoGen.Runtime.Tests;

namespace ProtoGen.Interop.Tests.Mqtt;

/// <summary>A mosquitto of the test's own, on free ports of loopback, with its own settings and files; its tools are the clients at the other end.</summary>
internal sealed class Broker : IAsyncDisposable
{
    public const string User = "ada", Password = "lovelace";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mosquitto");
    private readonly string _settings;
    private ChildProcess? _process;

    private Broker(string[] settings)
    {
        Port = RawServer.FreePort();
        _settings = string.Join('\n', [
            "log_dest stderr",
            "log_type all",
            "user root",   // As root mosquitto would become a user that may not read these files.
            $"listener {Port} 127.0.0.1",
            .. settings.Select(line => line.Replace("FOLDER", _folder.FullName, StringComparison.Ordinal)),
            ""]);
    }

    public static bool IsInstalled { get; } = new[] { "mosquitto", "mosquitto_passwd", "mosquitto_pub", "mosquitto_sub" }.All(tool => Find(tool) is not null);

    public int Port { get; }

    public string Endpoint => $"tcp://127.0.0.1:{Port}";

    public string Transcript => _process!.Transcript;

    /// <summary>Anybody may connect.</summary>
    public static Task<Broker> Start(params string[] settings) => Start(new Broker(["allow_anonymous true", .. settings]));

    /// <summary>What it is told to keep is on the disk before it goes on.</summary>
    public static Task<Broker> StartWithMemory() =>
        Start("persistence true", "persistence_location FOLDER/", "autosave_interval 1", "autosave_on_changes true");

    /// <summary>Only <see cref="User"/> may connect.</summary>
    public static async Task<Broker> StartWithPassword()
    {
        var broker = new Broker(["allow_anonymous false", "password_file FOLDER/passwords"]);
        var passwords = broker.Write("passwords", "");
        await using var tool = ChildProcess.Start(Find("mosquitto_passwd")!, "-b", passwords, User, Password);
        Assert.Equal(0, await tool.Exit(Deadline.Usual));
        return await Start(broker);
    }

    /// <summary>It shows a certificate of an authority.</summary>
    public static Task<Broker> StartWithTls(TestAuthority authority)
    {
        var broker = new Broker([
            "allow_anonymous true", "certfile FOLDER/server.pem", "keyfile FOLDER/server.key",
        ]);
        using var certificate = authority.Server();
        broker.Write("server.pem", certificate.ExportCertificatePem());
        using var key = certificate.GetECDsaPrivateKey()!;
        broker.Write("server.key", key.ExportPkcs8PrivateKeyPem());
        return Start(broker);
    }

    /// <summary>The next line of its log that holds a text.</summary>
    public Task<string> Expect(string text) => _process!.Expect(text);

    public void Freeze() => _process!.Freeze();

    /// <summary>kill -9.</summary>
    public async Task Kill()
    {
        _process!.Kill();
        await _process.Exit(Deadline.Usual);
    }

    /// <summary>Starts it again where it was.</summary>
    public async Task Restart()
    {
        if (_process is not null) await _process.DisposeAsync();
        _process = ChildProcess.Start("sh", "-c", "exec \"$0\" -c \"$1\" 2>&1", Find("mosquitto")!, Write("mosquitto.conf", _settings));
        await Expect("running");
    }

    /// <summary>mosquitto_pub, until it has done its work.</summary>
    public async Task Publish(params string[] arguments)
    {
        await using var tool = ChildProcess.Start(Find("mosquitto_pub")!, [.. Address, .. arguments]);
        Assert.True(await tool.Exit(Deadline.Usual) == 0, tool.Transcript);
    }

    /// <summary>mosquitto_sub; its lines are the topic and the payload.</summary>
    public ChildProcess Subscribe(string id, params string[] arguments) =>
        ChildProcess.Start(Find("mosquitto_sub")!, [.. Address, "-i", id, "-q", "2", "-F", "%t %p %q %r", .. arguments]);

    /// <summary>The same, once the broker knows of it.</summary>
    public async Task<ChildProcess> Subscribed(string id, params string[] arguments)
    {
        var process = Subscribe(id, arguments);
        await Expect($"Sending SUBACK to {id}");
        return process;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private string[] Address => ["-h", "127.0.0.1", "-p", Port.ToString(CultureInfo.InvariantCulture)];

    private static async Task<Broker> Start(Broker broker)
    {
        try
        {
            await broker.Restart();
            return broker;
        }
        catch
        {
            await broker.DisposeAsync();
            throw;
        }
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static string? Find(string tool) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/sbin")
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? tool + ".exe" : tool)).FirstOrDefault(File.Exists);
}
