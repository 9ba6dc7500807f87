using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Protocols;

/// <summary>The server's side: context, peer, the two kinds of handler, and the server itself.</summary>
internal static class ServerEmitter
{
    public static void Write(SourceWriter writer, ProtocolSource source)
    {
        writer.Space();
        WriteContext(writer, source);
        writer.Space();
        WritePeer(writer, source);
        writer.Space();
        WriteHandler(writer, source);
        writer.Space();
        WriteViews(writer, source);
        writer.Space();
        WriteServer(writer, source);
    }

    private static void WriteContext(SourceWriter writer, ProtocolSource source)
    {
        var (context, peer) = (source.Name + "Context", source.Name + "Peer");
        var header = !source.HasHeader ? "" : $$"""


            /// <summary>The values of the message's frame.</summary>
            public {{source.Header}} Header { get; }
            """.Replace("\n", "\n    ").Replace("\n    \n", "\n\n");
        writer.Line($$"""
            /// <summary>One call's surroundings.</summary>
            public readonly struct {{context}}
            {
                internal {{context}}({{peer}} peer{{(source.HasHeader ? $", {source.Header} header" : "")}}) => {{(source.HasHeader ? "(Peer, Header) = (peer, header)" : "Peer = peer")}};

                /// <summary>Who sent the message.</summary>
                public {{peer}} Peer { get; }{{header}}

                /// <summary>Cancelled when the connection is over.</summary>
                public {{CancellationTokenType}} Cancel => Peer.Closed;
            }
            """);
    }

    private static void WritePeer(SourceWriter writer, ProtocolSource source)
    {
        var peer = source.Name + "Peer";
        writer.Line("/// <summary>A connected client as the server sees it: exactly the messages a server may send.</summary>");
        using var type = writer.Open($"public sealed class {peer} : {Peer}{(source.KeyType is { } key ? $"<{key}>" : "")}");
        writer.Line($"""
            private readonly {Connection(source)} _connection;

            internal {peer}({Connection(source)} connection) => {(source.Profiles.Count == 0 ? "_connection = connection" : "(_connection, Profile) = (connection, new(connection.Facts))")};
            """);
        writer.Space();
        writer.Line($"""
            /// <inheritdoc/>
            protected override {EngineConnection} EngineConnection => _connection;
            """);
        ProfileEmitter.WriteProperty(writer, source);
        CallEmitter.Write(writer, source, Direction.Server, "_connection.");
    }

    private static void WriteHandler(SourceWriter writer, ProtocolSource source)
    {
        var peer = source.Name + "Peer";
        writer.Line("/// <summary>Answers clients: one member a message, which may be asynchronous; called in order for each connection.</summary>");
        using var type = writer.Open($"public abstract class {source.Name}ServerHandler");
        foreach (var message in source.SaidBy(Direction.Client)) HandlerEmitter.WriteAbstract(writer, source, message, $"{source.Name}Context context");
        writer.Space();
        writer.Line($$"""
            /// <summary>A client connected; nothing of it was handled yet.</summary>
            public virtual void PeerConnected({{peer}} peer) { }

            /// <summary>The server is stopping and closes the connection once no handler of it runs: the moment to tell the client. Handlers may be running.</summary>
            public virtual void PeerDraining({{peer}} peer) { }

            /// <summary>The connection is over. Called once.</summary>
            public virtual void PeerDisconnected({{peer}} peer, {{DisconnectReason}} reason) { }
            """);
    }

    private static void WriteViews(SourceWriter writer, ProtocolSource source)
    {
        writer.Line("""
            /// <summary>Answers clients without copying: implement it on a struct. A view is valid until the member returns.</summary>
            /// <remarks>A member that must wait copies what it needs, then calls an asynchronous method.</remarks>
            """);
        using var type = writer.Open($"public interface I{source.Name}ServerViews");
        foreach (var message in source.SaidBy(Direction.Client)) HandlerEmitter.WriteView(writer, source, message, $"{source.Name}Context context");
    }

    private static void WriteServer(SourceWriter writer, ProtocolSource source)
    {
        var server = source.Name + "Server";
        writer.Line($"/// <summary>Listens, and hands what clients say to handlers.</summary>");
        using var type = writer.Open($"public sealed class {server} : {ServerBase}{source.Framing}");
        RegistrationEmitter.WriteSessions(writer, source);
        WriteConstruction(writer, source);
        RegistrationEmitter.WriteLookup(writer, source);
        ContentEmitter.WriteProperties(writer, source, Direction.Server);
        WriteBroadcasts(writer, source);
        RegistrationEmitter.WritePushes(writer, source);
        writer.Space();
        writer.Line($$"""
            /// <inheritdoc/>
            protected override {{Connection(source)}} CreateConnection({{ConnectionSetup}} setup) => _connect(setup);
            """);
        RegistrationEmitter.WriteAccepts(writer, source);
        ServerConnectionEmitter.Write(writer, source);
    }

    private static void WriteConstruction(SourceWriter writer, ProtocolSource source)
    {
        var (server, peer, handler) = (source.Name + "Server", source.Name + "Peer", source.Name + "ServerHandler");
        var connect = $"{Func}<{ConnectionSetup}, {Connection(source)}>";
        const string Endpoints = "params global::System.ReadOnlySpan<string> endpoints";
        writer.Line($"private readonly {connect} _connect;");
        writer.Space();
        writer.Line($$"""
            /// <summary>One handler for all connections.</summary>
            /// <param name="shared">The handler.</param>
            /// <param name="endpoints">Where to listen, such as <c>tcp://127.0.0.1:9089</c>; port 0 takes a free one.</param>
            public {{server}}({{handler}} shared, {{Endpoints}})
                : this(setup => new RecordConnection(setup, _ => shared), endpoints)
            {
            }

            /// <summary>One handler a connection: its fields are the connection's state.</summary>
            /// <param name="perConnection">Makes the handler of a new connection.</param>
            /// <param name="endpoints">Where to listen, such as <c>tcp://127.0.0.1:9089</c>; port 0 takes a free one.</param>
            public {{server}}({{Func}}<{{peer}}, {{handler}}> perConnection, {{Endpoints}})
                : this(setup => new RecordConnection(setup, perConnection), endpoints)
            {
            }

            private {{server}}({{connect}} connect, global::System.ReadOnlySpan<string> endpoints)
                : base(endpoints, {{source.Name}}Protocol.ServerHeartbeat) => _connect = connect;
            """);
        WriteWithViews(writer, source, Endpoints);
    }

    // What is initialised elsewhere is a parameter here: what a method has made cannot be initialised any more.
    private static void WriteWithViews(SourceWriter writer, ProtocolSource source, string endpoints)
    {
        var (server, peer) = (source.Name + "Server", source.Name + "Peer");
        var content = source.ContentsOf(Direction.Server).SingleOrDefault();
        var local = content is null ? "" : CSharpNames.Camel(content.ContentProperty);
        var parameter = content is null ? "" : $", {Func}<{source.Type(content.Name)}> {local}";
        var argument = content is null ? "" : $", {local}";
        var initializer = content is null ? "" : $", {content.ContentProperty} = {local}";
        WriteViewsDocumentation(writer, local, withOptions: false);
        writer.Line($$"""
            public static {{server}} WithViews<T>({{Func}}<{{peer}}, T> handler{{parameter}}, {{endpoints}}) where T : struct, I{{source.Name}}ServerViews =>
                WithViews(handler{{argument}}, new {{ServerOptions}}(), endpoints);
            """);
        WriteViewsDocumentation(writer, local, withOptions: true);
        writer.Line($$"""
            public static {{server}} WithViews<T>({{Func}}<{{peer}}, T> handler{{parameter}}, {{ServerOptions}} options, {{endpoints}}) where T : struct, I{{source.Name}}ServerViews =>
                new(setup => new ViewConnection<T>(setup, handler), endpoints) { Options = options{{initializer}} };
            """);
    }

    private static void WriteViewsDocumentation(SourceWriter writer, string content, bool withOptions)
    {
        writer.Space();
        writer.Line("""
            /// <summary>Handlers that read messages in place.</summary>
            /// <param name="handler">Makes the handler of a new connection.</param>
            """);
        if (content.Length > 0) writer.Line($"/// <param name=\"{content}\">The values of each heartbeat.</param>");
        if (withOptions) writer.Line("/// <param name=\"options\">Limits, logging, clock.</param>");
        writer.Line("/// <param name=\"endpoints\">Where to listen, such as <c>tcp://127.0.0.1:9089</c>; port 0 takes a free one.</param>");
    }

    private static void WriteBroadcasts(SourceWriter writer, ProtocolSource source)
    {
        var header = source.HasSettableHeader ? $", {source.Header} header = default" : "";
        foreach (var message in source.Pushes)
        {
            writer.Space();
            writer.Line($"""
                /// <summary>Sends <see cref="{source.Type(message.Name)}"/> to every ready connection: encoded once, never waits.</summary>
                {ObsoleteMark.Line(message.Deprecated)}public {BroadcastResult} {CallNames.Broadcast(message.Name)}({source.Type(message.Name)} message{header}) => Broadcast({message.Said(source, Direction.Server, "message", "in message")}{(source.HasSettableHeader ? ", in header" : "")});
                """);
        }
    }

    private static string Connection(ProtocolSource source) => $"{RuntimeNames.Connection}{source.Framing}";
}
