using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Protocols;

/// <summary>The client's side: a handler for what the server says, and the client itself.</summary>
internal static class ClientEmitter
{
    public static void Write(SourceWriter writer, ProtocolSource source)
    {
        if (source.SaidBy(Direction.Server).Any())
        {
            writer.Space();
            WriteHandler(writer, source);
        }

        HandshakeEmitter.WriteType(writer, source);
        writer.Space();
        WriteClient(writer, source);
    }

    private static void WriteHandler(SourceWriter writer, ProtocolSource source)
    {
        writer.Line("/// <summary>Hears the server: one member a message, which may be asynchronous; called in order.</summary>");
        using var type = writer.Open($"public abstract class {source.Name}ClientHandler");
        foreach (var message in source.SaidBy(Direction.Server)) HandlerEmitter.WriteAbstract(writer, source, message, $"{(source.HasHeader ? source.Header + " header, " : "")}{source.Name}Client client");
    }

    private static void WriteClient(SourceWriter writer, ProtocolSource source)
    {
        var client = source.Name + "Client";
        writer.Line("/// <summary>Connects, stays connected, and says what a client may say.</summary>");
        using var type = writer.Open($"public sealed class {client} : {ClientBase}{source.Framing}");
        foreach (var push in source.Pushes) writer.Line($"private readonly {PushStream}<{source.Type(push.Name)}> {Stream(push)} = new();");
        if (source.Pushes.Any()) writer.Space();
        writer.Line($$"""
            /// <summary>A client of one server or of several that stand in for each other.</summary>
            /// <param name="endpoints">Where to connect, such as <c>tcp://127.0.0.1:9089</c>, in order of preference; those of equal preference in one text, between commas.</param>
            public {{client}}(params global::System.ReadOnlySpan<string> endpoints) : base(endpoints, {{source.Name}}Protocol.ClientHeartbeat) {{(source.Profiles.Count == 0 ? "{ }" : "=> Profile = new(Facts);")}}
            """);
        ProfileEmitter.WriteProperty(writer, source);
        WriteProperties(writer, source);
        CallEmitter.Write(writer, source, Direction.Client, "");
        WriteStreams(writer, source);
        writer.Space();
        writer.Line($$"""
            /// <inheritdoc/>
            protected override {{Connection}}{{source.Framing}} CreateConnection({{ConnectionSetup}} setup) => new ClientConnection(setup{{(UsesClient(source) ? ", this" : "")}});
            """);
        RegistrationEmitter.WriteAccepts(writer, source);
        RegistrationEmitter.WritePasses(writer, source);
        writer.Space();
        WriteConnection(writer, source);
    }

    private static void WriteProperties(SourceWriter writer, ProtocolSource source)
    {
        if (source.SaidBy(Direction.Server).Any())
        {
            writer.Space();
            writer.Line($$"""
                /// <summary>Hears the server. Without one, what the server says goes to the streams, or is counted and dropped.</summary>
                public {{source.Name}}ClientHandler? Handler { get; init; }
                """);
        }

        if (source.Registration is { } registration)
        {
            writer.Space();
            writer.Line($$"""
                /// <summary>Makes the first message of every connection. A refusal ends the connection as RegisterRejected;
                /// <see cref="{{RefusedException}}{TReply}"/> has what the server said.</summary>
                public required {{Func}}<{{source.Type(registration.Message)}}> Registration { get; init; }
                """);
        }

        HandshakeEmitter.WriteProperty(writer, source);
        ContentEmitter.WriteProperties(writer, source, Direction.Client);
    }

    private static void WriteStreams(SourceWriter writer, ProtocolSource source)
    {
        foreach (var push in source.Pushes)
        {
            writer.Space();
            writer.Line($"""
                /// <summary>Every <see cref="{source.Type(push.Name)}"/> from the start of the enumeration on; a reader that falls behind loses the oldest, which is counted.</summary>
                /// <param name="capacity">How many wait for a slow reader.</param>
                {ObsoleteMark.Line(push.Deprecated)}public {AsyncEnumerable}<{source.Type(push.Name)}> {CallNames.Stream(push.Name)}(int capacity = 256) => {Stream(push)}.Read(capacity, Stopped);
                """);
        }
    }

    // A parameter that nothing reads is a warning.
    private static bool UsesClient(ProtocolSource source) =>
        source.Registration is not null || HandshakeEmitter.Exists(source) || source.ContentsOf(Direction.Client).Any() || source.SaidBy(Direction.Server).Any();

    private static void WriteConnection(SourceWriter writer, ProtocolSource source)
    {
        var client = UsesClient(source) ? $", {source.Name}Client client" : "";
        using var type = writer.Open($"private sealed class ClientConnection({ConnectionSetup} setup{client}) : {Connection}{source.Framing}(setup{source.StateArgument(Direction.Client)})");
        DispatchEmitter.WriteConversation(writer, source);
        if (source.Registration is { } registration)
        {
            RegistrationEmitter.WriteBegin(writer, source, registration);
            writer.Space();
        }

        HandshakeEmitter.WriteBegin(writer, source);
        HeartbeatEmitter.WriteSend(writer, source, Direction.Client, "client");
        ContentEmitter.WriteFarewell(writer, source);
        DispatchEmitter.WriteImmediate(writer, source, Direction.Client);
        DispatchEmitter.WriteSwitch(writer, source, Direction.Client);
        foreach (var message in source.SaidBy(Direction.Server)) WriteServe(writer, source, message);
        DispatchEmitter.WriteAnswers(writer, source, Direction.Client);
    }

    private static void WriteServe(SourceWriter writer, ProtocolSource source, MessageSurface message)
    {
        var local = message.Local;
        var call = $"{CallNames.Handler(message.Name)}({local}, {(source.HasHeader ? "frame.Header, " : "")}client)";
        writer.Space();
        using var method = writer.Open($"private {DispatchResult} Serve{message.Name}({source.Received})");
        DispatchEmitter.WriteTryComplete(writer, source, message, Direction.Client);
        DispatchEmitter.WriteDecode(writer, source, message, local, asView: false);
        if (message.IsHeartbeatFrom(Direction.Server))
        {
            writer.Line(message.Reply is { } reply
                ? $"return Answer(in frame, client.Handler?.{call} ?? default({source.Type(reply)}));"
                : $"client.Handler?.{call};\nreturn {DispatchResult}.Done;");
        }
        else if (message.Reply is not null)
        {
            writer.Line($"""
                if (client.Handler is not {"{ }"} handler) return Unknown(in frame);
                BeforeHandler();
                """);
            RegistrationEmitter.WriteAnswer(writer, source, message, "handler." + call, local);
        }
        else
        {
            writer.Line($"""
                client.{Stream(message)}.Publish(in message, out var heard);
                if (client.Handler is not {"{ }"} handler) return Pushed(heard);
                BeforeHandler();
                return Finish(handler.{call});
                """);
        }
    }

    private static string Stream(MessageSurface push) => $"_{CSharpNames.Camel(CallNames.Stream(push.Name))}";
}
