using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Protocols;

/// <summary>Extension methods that add a protocol's server and client to a host; thin, over the package ProtoGen.Hosting.</summary>
internal static class HostingEmitter
{
    private const string Services = "global::Microsoft.Extensions.DependencyInjection.IServiceCollection";
    private const string Configuration = "global::Microsoft.Extensions.Configuration.IConfiguration";
    private const string Provider = "global::System.IServiceProvider";

    public static EmittedFile Emit(ProtocolSource source)
    {
        var writer = new SourceWriter();
        FileHeader.Write(writer, source.SchemaFile, source.Namespace);
        writer.Line($"/// <summary>Adds what speaks {source.Name} to a host.</summary>");
        using (writer.Open($"public static class {source.Name}Hosting"))
        {
            WriteServer(writer, source);
            writer.Space();
            WriteClient(writer, source);
        }

        return new($"{source.Namespace.Replace("@", "")}.{source.Name}Hosting.g.cs", writer.ToString());
    }

    private static void WriteServer(SourceWriter writer, ProtocolSource source)
    {
        var server = source.Name + "Server";
        writer.Line($"""
            /// <summary>Adds a <see cref="{server}"/> that starts and stops with the host, and a health check of its name.</summary>
            /// <param name="services">The host's services.</param>
            /// <param name="configuration">Where its options stand: Endpoints, and the keys of ServerOptions; null for nowhere.</param>
            /// <param name="handler">Makes the handler of a new connection.</param>
            """);
        WriteContentDocumentation(writer, source, Direction.Server);
        writer.Line($$"""
            /// <param name="configure">Changes the options in code, after the configuration.</param>
            /// <exception cref="global::System.InvalidOperationException">It was added before.</exception>
            public static {{Services}} Add{{server}}(
                this {{Services}} services,
                {{Configuration}}? configuration,
                {{Func}}<{{Provider}}, {{source.Name}}Peer, {{source.Name}}ServerHandler> handler,{{ContentParameters(source, Direction.Server)}}
                global::System.Action<{{HostedServerOptions}}>? configure = null) =>
                {{HostingExtensions}}.AddServer(services, {{source.Name}}Protocol.ServerHeartbeat, configuration, configure, (provider, endpoints, options) =>
                    new {{server}}(peer => handler(provider, peer), endpoints) { Options = options{{ContentInitializers(source, Direction.Server)}} });
            """);
    }

    private static void WriteClient(SourceWriter writer, ProtocolSource source)
    {
        var client = source.Name + "Client";
        var isToldThings = source.SaidBy(Direction.Server).Any();
        writer.Line($"""
            /// <summary>Adds a <see cref="{client}"/> that starts and stops with the host, and a health check of its name. The host does not wait until it is ready.</summary>
            /// <param name="services">The host's services.</param>
            /// <param name="configuration">Where its options stand: Endpoints, RequestTimeout, and the keys of ClientOptions; null for nowhere.</param>
            """);
        if (source.Registration is not null) writer.Line("/// <param name=\"registration\">Makes the first message of every connection.</param>");
        WriteContentDocumentation(writer, source, Direction.Client);
        if (isToldThings) writer.Line("/// <param name=\"handler\">Makes the handler of what the server says.</param>");
        var registration = source.Registration is null ? "" : $"\n    {Func}<{Provider}, {source.Type(source.Registration.Message)}> registration,";
        var handler = isToldThings ? $"\n    {Func}<{Provider}, {source.Name}ClientHandler>? handler = null," : "";
        var initializers = (source.Registration is null ? "" : ", Registration = () => registration(provider)")
            + ContentInitializers(source, Direction.Client) + (isToldThings ? ", Handler = handler?.Invoke(provider)" : "");
        writer.Line($$"""
            /// <param name="configure">Changes the options in code, after the configuration.</param>
            /// <exception cref="global::System.InvalidOperationException">It was added before.</exception>
            public static {{Services}} Add{{client}}(
                this {{Services}} services,
                {{Configuration}}? configuration,{{registration}}{{ContentParameters(source, Direction.Client)}}{{handler}}
                global::System.Action<{{HostedClientOptions}}>? configure = null) =>
                {{HostingExtensions}}.AddClient(services, {{source.Name}}Protocol.ClientHeartbeat, configuration, configure, (provider, endpoints, options, timeout) =>
                    new {{client}}(endpoints) { Options = options, RequestTimeout = timeout{{initializers}} });
            """);
    }

    private static void WriteContentDocumentation(SourceWriter writer, ProtocolSource source, Direction side)
    {
        foreach (var message in source.ContentsOf(side)) writer.Line($"/// <param name=\"{CSharpNames.Camel(message.ContentProperty)}\">{ContentEmitter.Documentation(message, side)}</param>");
    }

    private static string ContentParameters(ProtocolSource source, Direction side) =>
        string.Concat(source.ContentsOf(side).Select(message => $"\n    {Func}<{Provider}, {source.Type(message.Name)}> {CSharpNames.Camel(message.ContentProperty)},"));

    private static string ContentInitializers(ProtocolSource source, Direction side) =>
        string.Concat(source.ContentsOf(side).Select(message => $", {message.ContentProperty} = () => {CSharpNames.Camel(message.ContentProperty)}(provider)"));
}
