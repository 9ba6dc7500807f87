using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Protocols;

/// <summary>The server's connections: what both kinds of handler share, then one class for records and one for views.</summary>
internal static class ServerConnectionEmitter
{
    public static void Write(SourceWriter writer, ProtocolSource source)
    {
        writer.Space();
        WriteShared(writer, source);
        writer.Space();
        WriteRecords(writer, source);
        writer.Space();
        WriteViews(writer, source);
    }

    private static void WriteShared(SourceWriter writer, ProtocolSource source)
    {
        var server = source.Name + "Server";
        using var type = writer.Open($"private abstract class ServerConnection : {Connection}{source.Framing}");
        DispatchEmitter.WriteConversation(writer, source);
        writer.Line($$"""
            protected ServerConnection({{ConnectionSetup}} setup) : base(setup{{source.StateArgument(Direction.Server)}}) => Peer = new {{source.Name}}Peer(this);

            protected {{server}} Server => ({{server}})OwningServer!;

            protected {{source.Name}}Peer Peer { get; }
            """);
        RegistrationEmitter.WriteSessionPeer(writer, source);
        DispatchEmitter.WriteImmediate(writer, source, Direction.Server);
        RegistrationEmitter.WriteGate(writer, source);
        HeartbeatEmitter.WriteSend(writer, source, Direction.Server, "Server");
    }

    private static void WriteRecords(SourceWriter writer, ProtocolSource source)
    {
        using var type = writer.Open("private sealed class RecordConnection : ServerConnection");
        writer.Line($$"""
            private readonly {{source.Name}}ServerHandler _handler;

            public RecordConnection({{ConnectionSetup}} setup, {{Func}}<{{source.Name}}Peer, {{source.Name}}ServerHandler> handler)
                : base(setup) => _handler = handler(Peer);

            protected override void OnConnected() => _handler.PeerConnected(Peer);

            protected override void OnDraining() => _handler.PeerDraining(Peer);

            protected override void OnDisconnected({{DisconnectReason}} reason) => _handler.PeerDisconnected(Peer, reason);
            """);
        WriteDispatch(writer, source, asViews: false);
    }

    private static void WriteViews(SourceWriter writer, ProtocolSource source)
    {
        using var type = writer.Open($"private sealed class ViewConnection<T> : ServerConnection where T : struct, I{source.Name}ServerViews");
        writer.Line($$"""
            private T _handler;   // not readonly: each call would work on a copy

            public ViewConnection({{ConnectionSetup}} setup, {{Func}}<{{source.Name}}Peer, T> handler)
                : base(setup) => _handler = handler(Peer);
            """);
        WriteDispatch(writer, source, asViews: true);
    }

    private static void WriteDispatch(SourceWriter writer, ProtocolSource source, bool asViews)
    {
        DispatchEmitter.WriteSwitch(writer, source, Direction.Server);
        foreach (var message in source.SaidBy(Direction.Client)) WriteServe(writer, source, message, asViews);
        DispatchEmitter.WriteAnswers(writer, source, Direction.Server);
    }

    private static void WriteServe(SourceWriter writer, ProtocolSource source, MessageSurface message, bool asViews)
    {
        var local = message.Local;
        var context = $"new {source.Name}Context(Peer{(source.HasHeader ? ", frame.Header" : "")})";
        var call = $"_handler.{CallNames.Handler(message.Name)}({local}, {context})";
        var keyed = asViews && message.Name == source.Registration?.Message && source.Registration.Key is not null;

        writer.Space();
        using var method = writer.Open($"private {DispatchResult} Serve{message.Name}({source.Received})");
        DispatchEmitter.WriteTryComplete(writer, source, message, Direction.Server);
        DispatchEmitter.WriteDecode(writer, source, message, local, asViews);
        if (keyed) writer.Line($"if (!{local}.TryToRecord(out var record, out error)) return Refuse(in error);   // the session's key outlives the view");
        if (message.IsHeartbeatFrom(Direction.Client))
        {
            if (message.Reply is null) writer.Line($"{call};\nreturn {DispatchResult}.Done;");
            else writer.Line($"return Answer(in frame, {call});");
            return;
        }

        writer.Line("BeforeHandler();");
        if (message.Reply is null) writer.Line($"return Finish({call});");
        else RegistrationEmitter.WriteAnswer(writer, source, message, call, keyed ? "record" : local);
    }
}
