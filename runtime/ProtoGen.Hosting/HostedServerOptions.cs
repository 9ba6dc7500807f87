namespace ProtoGen.Hosting;

/// <summary>A server in a host. In configuration the keys of <see cref="Server"/> stand beside <c>Endpoints</c>.</summary>
public sealed class HostedServerOptions
{
    /// <summary>Where to listen, such as <c>tcp://*:9089</c>; at least one.</summary>
    public IList<string> Endpoints { get; set; } = [];

    /// <summary>How the server behaves. Its heartbeat begins as the schema's; its log and its clock are the host's, unless they are set.</summary>
    public ServerOptions Server { get; set; } = new();
}
