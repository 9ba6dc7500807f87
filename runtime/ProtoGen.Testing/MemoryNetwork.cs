namespace ProtoGen.Testing;

/// <summary>
/// Connects clients with servers in memory. Give <see cref="ConnectAsync"/> to <see cref="ClientOptions.Connect"/>, and name the client's
/// endpoint as it is served here, such as <c>memory://server</c>.
/// </summary>
/// <param name="time">The clock of the links' pauses. Default null: the system's.</param>
public sealed class MemoryNetwork(TimeProvider? time = null)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Func<Stream, Task>> _served = [];
    private readonly List<MemoryLink> _links = [];

    /// <summary>Called with each new link before either side has it, to set its directions up. Default null.</summary>
    public Action<MemoryLink>? Connecting { get; set; }

    /// <summary>All links that were made, the oldest first.</summary>
    public IReadOnlyList<MemoryLink> Links
    {
        get
        {
            lock (_gate) return [.. _links];
        }
    }

    /// <summary>Serves an endpoint from now on, instead of who served it before.</summary>
    /// <param name="endpoint">The endpoint as clients name it.</param>
    /// <param name="serve">Takes the server's side of each connection: <c>stream => server.ServeAsync(stream)</c>.</param>
    public void Serve(string endpoint, Func<Stream, Task> serve)
    {
        lock (_gate) _served[endpoint] = serve;
    }

    /// <summary>Refuses connections to an endpoint from now on.</summary>
    /// <param name="endpoint">The endpoint as clients name it.</param>
    public void Refuse(string endpoint)
    {
        lock (_gate) _served.Remove(endpoint);
    }

    /// <summary>Makes a connection; the signature is that of <see cref="ClientOptions.Connect"/>.</summary>
    /// <param name="endpoint">What was served.</param>
    /// <param name="cancel">Not needed: a connection in memory is made at once.</param>
    /// <returns>The client's side.</returns>
    /// <exception cref="IOException">Nobody serves the endpoint.</exception>
    public ValueTask<Stream> ConnectAsync(string endpoint, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        Func<Stream, Task>? serve;
        lock (_gate) _served.TryGetValue(endpoint, out serve);
        if (serve is null) return ValueTask.FromException<Stream>(new IOException($"Nobody serves {endpoint} in this network."));

        var link = new MemoryLink(time);
        Connecting?.Invoke(link);
        lock (_gate) _links.Add(link);
        _ = ServeAsync(serve, link);
        return new(link.Client);
    }

    private static async Task ServeAsync(Func<Stream, Task> serve, MemoryLink link)
    {
        try
        {
            await serve(link.Server).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // A server that cannot serve breaks the connection off; its client tells the test.
            link.Reset();
        }
    }
}
