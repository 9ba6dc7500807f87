using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Protocols;

/// <summary>What a client may say between its registration and its messages: its own calls, in a type that goes before all that waits.</summary>
internal static class HandshakeEmitter
{
    public static void WriteType(SourceWriter writer, ProtocolSource source)
    {
        if (!Exists(source)) return;
        writer.Space();
        writer.Line("/// <summary>Says what has to be said on every connection before messages flow; until then they wait.</summary>");
        using var type = writer.Open($"public sealed class {source.Name}Handshake : {HandshakeBase}{source.Framing}");
        WriteConstructor(writer, source);
        CallEmitter.Write(writer, source, Direction.Client, "");
    }

    private static void WriteConstructor(SourceWriter writer, ProtocolSource source)
    {
        var parameters = $"{Connection}{source.Framing} connection, {source.Name}Client client";
        writer.Line(RegistrationReply(source) is { } reply
            ? $"internal {source.Name}Handshake({parameters}, {reply} registrationReply) : base(connection) => (Client, RegistrationReply) = (client, registrationReply);"
            : $"internal {source.Name}Handshake({parameters}) : base(connection) => Client = client;");
        writer.Space();
        writer.Line($$"""
            /// <summary>Whose connection it is. Its calls wait until the handshake is over.</summary>
            public {{source.Name}}Client Client { get; }
            """);
        if (RegistrationReply(source) is not { } type) return;
        writer.Space();
        writer.Line($$"""
            /// <summary>What the server accepted the registration of this connection with.</summary>
            public {{type}} RegistrationReply { get; }
            """);
    }

    // What accepts is never missing.
    private static string? RegistrationReply(ProtocolSource source) =>
        source.Registration is { } registration ? ReplyShape.Of(source, source.Message(registration.Message)).Result.TrimEnd('?') : null;

    /// <summary>Writes the property of the client.</summary>
    public static void WriteProperty(SourceWriter writer, ProtocolSource source)
    {
        if (!Exists(source)) return;
        writer.Space();
        writer.Line($$"""
            /// <summary>Runs on every connection{{(source.Registration is null ? "" : ", once the registration was accepted,")}} and before any message flows. Where it throws, the connection ends: for the reason of
            /// a <see cref="{{ConnectionException}}"/>, as RegisterRejected for a fault, else as HandlerFault. Default null: nothing more is said.</summary>
            public {{Func}}<{{source.Name}}Handshake, {{CancellationTokenType}}, {{ValueTaskType}}>? Handshake { get; init; }
            """);
    }

    /// <summary>Writes the members of the connection.</summary>
    public static void WriteBegin(SourceWriter writer, ProtocolSource source)
    {
        if (!Exists(source)) return;
        var reply = RegistrationReply(source) is { } type ? $", TakeRegistrationReply<{type}>()" : "";
        writer.Line($$"""
            protected override bool HasHandshake => client.Handshake is not null;

            protected override {{ValueTaskType}} ShakeHandsAsync({{CancellationTokenType}} cancel) => client.Handshake!(new {{source.Name}}Handshake(this, client{{reply}}), cancel);
            """);
        writer.Space();
    }

    /// <summary>Whether a client says anything on its own.</summary>
    public static bool Exists(ProtocolSource source) => source.CalledBy(Direction.Client).Any(message => !message.CatchesUnknown);
}
