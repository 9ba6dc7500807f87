namespace ProtoGen.Tool.Connecting;

/// <summary>What the command line says about a connection.</summary>
internal sealed record ConnectSettings
{
    /// <summary>Where to connect, with schemes.</summary>
    public required string[] Endpoints { get; init; }

    /// <summary>The registration's values, as <c>field=value</c>.</summary>
    public string[] Register { get; init; } = [];

    /// <summary>The values of each heartbeat, as <c>field=value</c>.</summary>
    public string[] Beat { get; init; } = [];

    /// <summary>The values of the farewell, as <c>field=value</c>.</summary>
    public string[] Farewell { get; init; } = [];

    /// <summary>How long a request may take, waiting for a connection included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    public bool AsJson { get; init; }

    public bool WithFrames { get; init; }

    public ClientTlsOptions? Tls { get; init; }
}
