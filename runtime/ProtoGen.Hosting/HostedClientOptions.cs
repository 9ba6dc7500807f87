namespace ProtoGen.Hosting;

/// <summary>A client in a host. In configuration the keys of <see cref="Client"/> stand beside <c>Endpoints</c> and <c>RequestTimeout</c>.</summary>
public sealed class HostedClientOptions
{
    /// <summary>Where to connect, such as <c>tcp://localhost:9089</c>; at least one.</summary>
    public IList<string> Endpoints { get; set; } = [];

    /// <summary>How long a call may take from its start. Default 10 s.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How the client behaves. Its heartbeat begins as the schema's; its log and its clock are the host's, unless they are set.</summary>
    public ClientOptions Client { get; set; } = new();
}
