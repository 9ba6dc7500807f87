using ProtoGen.Generator.Emit;
using ProtoGen.Generator.Emit.Protocols;
using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Live.Emitted;

/// <summary>Prints the C# that leads from names to the members emitted for a protocol, and from what clients and servers hear back to names.</summary>
internal static class GlueSource
{
    public const string TypeName = "ProtoGen.Live.Emitted.Glue";

    private const string Task = "global::System.Threading.Tasks.Task<object?>";
    private const string ValueTask = "global::System.Threading.Tasks.ValueTask";
    private const string Cancel = "global::System.Threading.CancellationToken";
    private const string Live = "global::ProtoGen.Tool.Live.Emitted";

    public static string Of(Protocol protocol)
    {
        var source = ProtocolSource.Of(protocol, "");
        var writer = new SourceWriter();
        writer.Line("#nullable enable\nnamespace ProtoGen.Live.Emitted;\n");
        WriteGlue(writer, source);
        WriteClient(writer, source);
        if (source.SaidBy(Direction.Server).Any()) WriteClientHandler(writer, source);
        WritePeer(writer, source);
        WriteServerHandler(writer, source);
        return writer.ToString();
    }

    private static void WriteGlue(SourceWriter writer, ProtocolSource source)
    {
        using var type = writer.Open($"internal sealed class Glue : {Live}.ILiveGlue");
        using (writer.Open($"public global::System.Collections.Generic.IReadOnlyDictionary<string, {Live}.ILiveCodec> Codecs {{ get; }} = new global::System.Collections.Generic.Dictionary<string, {Live}.ILiveCodec>", "};"))
        {
            foreach (var message in source.Messages)
                writer.Line($"[\"{message.Name}\"] = new {Live}.LiveCodec<{Named(source, source.Name + "Framing")}, {source.Header}, {source.Type(message.Name)}>(),");
        }

        writer.Space();
        writer.Line($"""
            public {Live}.ILiveClient CreateClient({Live}.LiveClientSetup setup) => new LiveClient(setup);

            public global::ProtoGen.IProtocolServer CreateServer({Live}.LiveServerSetup setup) =>
                new {Named(source, source.Name + "Server")}(peer => new LiveServerHandler(setup.Listener, peer), [.. setup.Endpoints])
            """);
        writer.Line("    {\n        Options = setup.Options," + Contents(source, Direction.Server) + "\n    };");
    }

    private static void WriteClient(SourceWriter writer, ProtocolSource source)
    {
        writer.Space();
        using var type = writer.Open($"internal sealed class LiveClient({Live}.LiveClientSetup setup) : {Live}.ILiveClient");
        using (writer.Open($"private readonly {Named(source, source.Name + "Client")} _speaker = new([.. setup.Endpoints])", "};"))
        {
            writer.Line("Options = setup.Options,\nRequestTimeout = setup.RequestTimeout,\nStateChanged = setup.StateChanged,");
            if (source.SaidBy(Direction.Server).Any()) writer.Line("Handler = new LiveClientHandler(setup.Listener),");
            if (source.Registration is { } registration) writer.Line($"Registration = () => ({source.Type(registration.Message)})setup.Fixed(\"{registration.Message}\"),");
            if (Contents(source, Direction.Client) is { Length: > 0 } contents) writer.Line(contents.Trim());
        }

        writer.Line("\npublic global::ProtoGen.ClientBase Base => _speaker;");
        WriteSay(writer, source, Direction.Client);
    }

    private static void WritePeer(SourceWriter writer, ProtocolSource source)
    {
        writer.Space();
        using var type = writer.Open($"internal sealed class LivePeer({Named(source, source.Name + "Peer")} speaker) : {Live}.ILivePeer");
        writer.Line($"""
            private readonly {Named(source, source.Name + "Peer")} _speaker = speaker;

            public long Id => _speaker.Id;

            public global::System.Net.EndPoint? RemoteEndPoint => _speaker.RemoteEndPoint;

            public void Close() => _speaker.Close();
            """);
        WriteSay(writer, source, Direction.Server);
    }

    private static void WriteSay(SourceWriter writer, ProtocolSource source, Direction side)
    {
        writer.Line($"\npublic object? Profile => {(source.Profiles.Count == 0 ? "null" : "_speaker.Profile")};\n");
        using var method = writer.Open($"public async {Task} SayAsync(string message, object record, object? header, {Cancel} cancel)");
        using var choice = writer.Open("switch (message)");
        foreach (var message in source.CalledBy(side))
        {
            var header = source.HasSettableHeader ? $"header is {source.Header} given ? given : default, " : "";
            var arguments = $"({source.Type(message.Name)})record, {header}cancel";
            if (message.Reply is null)
            {
                writer.Line($$"""
                    case "{{message.Name}}":
                    {
                        await _speaker.{{CallNames.Send(message.Name)}}({{arguments}});
                        return null;
                    }
                    """);
            }
            else if (message.Streamed.Count > 0)
            {
                writer.Line($$"""
                    case "{{message.Name}}":
                    {
                        object? last = null;
                        await foreach (var reply in _speaker.{{CallNames.Request(message.Name)}}({{arguments}}))
                        {
                            {{(side == Direction.Client ? $"if (last is not null) await setup.Listener.HearAsync(last.GetType().Name, last, null, null);\n        " : "")}}last = {{Unwrapped(source, message)}};
                        }

                        return last;
                    }
                    """);
            }
            else
            {
                writer.Line($$"""
                    case "{{message.Name}}":
                    {
                        var reply = await _speaker.{{CallNames.Request(message.Name)}}({{arguments}});
                        return {{Unwrapped(source, message)}};
                    }
                    """);
            }
        }

        writer.Line("default: throw new global::System.ArgumentException(message);");
    }

    /// <summary>The record inside one of several replies.</summary>
    private static string Unwrapped(ProtocolSource source, MessageSurface message) => message.Replies.Count == 1 && message.Streamed.Count == 0
        ? "reply"
        : $"reply switch {{ {string.Concat((message.Streamed.Count > 0 ? message.Streamed.Concat(message.Replies) : message.Answers).Select(answer => $"{source.Type(CallNames.Replies(message.Name))}.{answer} said => (object)said.Value, "))}_ => null }}";

    private static void WriteClientHandler(SourceWriter writer, ProtocolSource source)
    {
        writer.Space();
        using var type = writer.Open($"internal sealed class LiveClientHandler({Live}.ILiveListener listener) : {Named(source, source.Name + "ClientHandler")}");
        var header = source.HasHeader ? source.Header + " header, " : "";
        foreach (var message in source.SaidBy(Direction.Server))
            WriteHear(writer, source, message, $"{header}{Named(source, source.Name + "Client")} client", source.HasHeader ? "header" : "null", "null");
    }

    private static void WriteServerHandler(SourceWriter writer, ProtocolSource source)
    {
        var peer = Named(source, source.Name + "Peer");
        writer.Space();
        using var type = writer.Open($"internal sealed class LiveServerHandler({Live}.ILiveListener listener, {peer} peer) : {Named(source, source.Name + "ServerHandler")}");
        writer.Line($"""
            private readonly LivePeer _peer = new(peer);

            public override void PeerConnected({peer} peer) => listener.Connected(_peer);

            public override void PeerDisconnected({peer} peer, global::ProtoGen.DisconnectReason reason) => listener.Disconnected(_peer, reason);
            """);
        foreach (var message in source.SaidBy(Direction.Client))
            WriteHear(writer, source, message, $"{Named(source, source.Name + "Context")} context", source.HasHeader ? "context.Header" : "null", "_peer");
    }

    private static void WriteHear(SourceWriter writer, ProtocolSource source, MessageSurface message, string surroundings, string header, string peer)
    {
        writer.Space();
        var parameters = $"{source.Type(message.Name)} said, {surroundings}";
        var heard = $"await listener.HearAsync(\"{message.Name}\", said, {header}, {peer})";
        var member = CallNames.Handler(message.Name);
        if (message.HeartbeatFrom != 0)
        {
            var beat = $"listener.HearBeat(\"{message.Name}\", said, {peer})";
            writer.Line(message.Reply is { } reply
                ? $"public override {source.Type(reply)} {member}({parameters}) => {beat} is {source.Type(reply)} answer ? answer : default;"
                : $"public override void {member}({parameters}) => {beat};");
        }
        else if (message.Reply is null)
        {
            writer.Line($"public override async {ValueTask} {member}({parameters}) => {heard};");
        }
        else
        {
            var answer = ReplyShape.Of(source, message).Answer;
            var silence = message.IsReplyOptional ? "null" : "throw new global::System.InvalidOperationException(\"There is no answer.\")";
            writer.Line($"public override async {ValueTask}<{answer}> {member}({parameters}) => ({heard}) switch");
            writer.Line("{");
            foreach (var name in message.Answers.Distinct())
                writer.Line($"    {source.Type(name)} answer => ({answer}){(name == message.Fault ? $"({source.FaultOf(message)})" : "")}answer,");
            writer.Line($"    _ => {silence},\n}};");
        }
    }

    private static string Contents(ProtocolSource source, Direction side) =>
        string.Concat(source.ContentsOf(side).Select(message => $"\n{message.ContentProperty} = () => ({source.Type(message.Name)})setup.Fixed(\"{message.Name}\"),"));

    private static string Named(ProtocolSource source, string name) => $"global::{source.Namespace}.{name}";
}
