namespace ProtoGen.Tool.Tests.Live;

/// <summary>The server of samples/DeviceLink, as it was built, in a process of its own.</summary>
internal sealed class SampleServer : IAsyncDisposable
{
    private readonly CommandProcess _process;

    private SampleServer(CommandProcess process, string endpoint) => (_process, Endpoint) = (process, endpoint);

    public string Endpoint { get; }

    public static async Task<SampleServer> StartAsync()
    {
        var process = CommandProcess.StartOther(Path.Combine(AppContext.BaseDirectory.Replace("tests/ProtoGen.Tool.Tests", "samples/DeviceLink", StringComparison.Ordinal), "DeviceLink.dll"), "server", "--port", "0");
        var line = await process.SeeAsync("listens on ");
        return new(process, line[(line.IndexOf("listens on ", StringComparison.Ordinal) + "listens on ".Length)..].Trim());
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
