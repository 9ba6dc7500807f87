using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Protocols;

/// <summary>The members a user implements: one a message.</summary>
internal static class HandlerEmitter
{
    /// <summary>Writes one member of a handler class: abstract, so that a new message is a compile error until it is answered.</summary>
    public static void WriteAbstract(SourceWriter writer, ProtocolSource source, MessageSurface message, string surroundings)
    {
        writer.Space();
        writer.Line(Xml.Summary(message.Doc, $"Handles <see cref=\"{source.Type(message.Name)}\"/>."));
        var parameters = $"{source.Type(message.Name)} {message.Local}, {surroundings}";
        if (message.HeartbeatFrom == 0)
        {
            var isStreamed = source.Messages.Any(request => request.Streamed.Contains(message.Name));
            if (isStreamed) writer.Line("/// <remarks>Only where it comes unasked: whoever asked gets what comes in answer. Default: it is dropped.</remarks>");
            ObsoleteMark.Write(writer, message.Deprecated);
            if (isStreamed) writer.Line($"public virtual {Result(source, message)} {CallNames.Handler(message.Name)}({parameters}) => default;");
            else writer.Line($"public abstract {Result(source, message)} {CallNames.Handler(message.Name)}({parameters});");
            return;
        }

        writer.Line("/// <remarks>Answered at once, also while another handler is pending; therefore not asynchronous, and with a default.</remarks>");
        ObsoleteMark.Write(writer, message.Deprecated);
        writer.Line(message.Reply is null
            ? $"public virtual void {CallNames.Handler(message.Name)}({parameters}) {{ }}"
            : $"public virtual {source.Type(message.Reply)} {CallNames.Handler(message.Name)}({parameters}) => default;");
    }

    /// <summary>Writes one member of a views interface.</summary>
    public static void WriteView(SourceWriter writer, ProtocolSource source, MessageSurface message, string surroundings)
    {
        writer.Space();
        writer.Line(Xml.Summary(message.Doc, $"Handles <see cref=\"{source.Type(message.Name)}\"/>."));
        ObsoleteMark.Write(writer, message.Deprecated);
        writer.Line($"{Result(source, message)} {CallNames.Handler(message.Name)}({source.Type(message.Name)}.View {message.Local}, {surroundings});");
    }

    private static string Result(ProtocolSource source, MessageSurface message) => (message.HeartbeatFrom != 0, message.Reply) switch
    {
        (true, null) => "void",
        (true, { } reply) => source.Type(reply),
        (false, null) => ValueTaskType,
        (false, _) => $"{ValueTaskType}<{ReplyShape.Of(source, message).Answer}>",
    };
}
