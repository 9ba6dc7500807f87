namespace ProtoGen.Interop.Tests;

/// <summary>A peer written in Python, of the folder peers; it tells every event in a line of its own.</summary>
internal sealed class PythonPeer : IAsyncDisposable
{
    private readonly ChildProcess _process;

    private PythonPeer(ChildProcess process) => _process = process;

    public static bool IsInstalled { get; } = Find() is not null;

    public static PythonPeer Client(params string[] arguments) => Start("device_client.py", arguments);

    public static PythonPeer Server(params string[] arguments) => Start("device_server.py", arguments);

    public async Task<PythonEvent> Next(string name) =>
        PythonEvent.Parse(await _process.Expect(line => PythonEvent.IsOne(line) && PythonEvent.Parse(line).Name == name, name));

    /// <summary>The port a server took.</summary>
    public async Task<string> Endpoint() => $"tcp://127.0.0.1:{(await Next("listening")).Detail}";

    /// <summary>Says something to a server and waits until it has taken effect.</summary>
    public async Task Command(string command)
    {
        await _process.Write(command);
        await _process.Expect($"obeyed {command}");
    }

    /// <summary>Ends a server as a crash does.</summary>
    public async Task Die()
    {
        await _process.Write("die");
        await _process.Exit(Deadline.Usual);
    }

    /// <summary>Every frame so far in hex, each after "sent" or "received".</summary>
    public IReadOnlyList<string> Frames()
    {
        var events = _process.Transcript.Split('\n').Where(PythonEvent.IsOne).Select(PythonEvent.Parse);
        return [.. events.Where(line => line.IsFrame).Select(line => $"{line.Name} {line.Detail}")];
    }

    public Task<int> Exit() => _process.Exit(Deadline.Usual);

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static PythonPeer Start(string script, string[] arguments)
    {
        var python = Find() ?? throw new InvalidOperationException("python3 was not found on the PATH.");
        return new(ChildProcess.Start(python, [Path.Combine(AppContext.BaseDirectory, "peers", script), .. arguments]));
    }

    private static string? Find()
    {
        var name = OperatingSystem.IsWindows() ? "python3.exe" : "python3";
        var folders = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? [];
        return folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }
}
