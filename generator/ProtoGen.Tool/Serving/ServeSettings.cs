namespace ProtoGen.Tool.Serving;

/// <summary>What the command line says about a mock server.</summary>
internal sealed record ServeSettings
{
    public required string[] Endpoints { get; init; }

    /// <summary>The script's file; null for none.</summary>
    public FileInfo? Script { get; init; }

    /// <summary>The values of each heartbeat, as <c>field=value</c>.</summary>
    public string[] Beat { get; init; } = [];

    public bool AsJson { get; init; }

    public bool WithFrames { get; init; }

    public ServerTlsOptions? Tls { get; init; }
}
