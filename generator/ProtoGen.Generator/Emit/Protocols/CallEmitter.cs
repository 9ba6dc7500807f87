using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Protocols;

/// <summary>The members with which one side says something: a request is awaited, a one-way message is tried or awaited into the queue.</summary>
internal static class CallEmitter
{
    /// <summary>Writes the calls of one side.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="source">The protocol.</param>
    /// <param name="side">Who speaks.</param>
    /// <param name="target">The prefix of the runtime's members: the connection and a dot, or nothing.</param>
    public static void Write(SourceWriter writer, ProtocolSource source, Direction side, string target)
    {
        foreach (var message in source.CalledBy(side))
        {
            if (message.Reply is null) WriteSend(writer, source, message, side, target);
            else if (message.Streamed.Count > 0) WriteStream(writer, source, message, side, target);
            else WriteRequest(writer, source, message, side, target);
        }
    }

    private static void WriteStream(SourceWriter writer, ProtocolSource source, MessageSurface message, Direction side, string target)
    {
        var (request, replies) = (source.Type(message.Name), source.Type(CallNames.Replies(message.Name)));
        var (header, timeout) = (source.HasSettableHeader ? "header" : "default", target.Length == 0 ? "" : "null, ");
        writer.Space();
        writer.Line($"""
            {Xml.Summary(message.Doc, $"Sends <see cref=\"{request}\"/> and reads what comes in answer, up to the reply.")}
            /// <remarks>Sent when the enumeration begins, and again by each further one. Who reads slowly slows the other side down; who stops early drops what is
            /// still to come, for which later requests wait all the same. The timeout is that of each wait for the next message.</remarks>
            /// <param name="request">The request.</param>{HeaderDoc(source)}
            /// <param name="cancel">Ends the enumeration; a request already sent is not taken back.</param>
            /// <exception cref="{ConnectionException}">The reply did not come; <c>Delivery</c> says what became of the request.</exception>{FaultDoc(source, message)}
            /// <exception cref="{EncodeException}">A value cannot be represented; nothing was sent.</exception>
            {ObsoleteMark.Line(message.Deprecated)}public {AsyncEnumerable}<{replies}> {CallNames.Request(message.Name)}({request} request{Default(message)}, {Header(source)}{CancellationTokenType} cancel = default) =>
                {target}StreamAsync<{request}, {replies}, {replies}.Wiring>({message.Said(source, side, "request", "request")}, {header}, {timeout}cancel);
            """);
    }

    private static void WriteRequest(SourceWriter writer, ProtocolSource source, MessageSurface message, Direction side, string target)
    {
        var (request, shape) = (source.Type(message.Name), ReplyShape.Of(source, message));
        writer.Space();
        var signature = $"""
            {Xml.Summary(message.Doc, $"Sends <see cref=\"{request}\"/> and waits for the reply.")}
            /// <param name="request">The request.</param>{HeaderDoc(source)}
            /// <param name="cancel">Ends the wait; a request already sent is not taken back.</param>
            /// {Returns(message)}<exception cref="{ConnectionException}">No reply came; <c>Delivery</c> says what became of the request.</exception>{FaultDoc(source, message)}
            /// <exception cref="{EncodeException}">A value cannot be represented; nothing was sent.</exception>
            {ObsoleteMark.Line(message.Deprecated)}public {ValueTaskType}<{shape.Result}> {CallNames.Request(message.Name)}({request} request{Default(message)}, {Header(source)}{CancellationTokenType} cancel = default)
            """;
        var call = $"{target}RequestAsync{Arguments(source, message, side, target)}cancel)";
        if (!message.IsReplyConditional)
        {
            writer.Line($"{signature} =>\n    {call};");
            return;
        }

        using var method = writer.Open(signature);
        WriteConditional(writer, source, message, side, target, call);
    }

    // Whether the peer will answer is known before anything is sent.
    private static void WriteConditional(SourceWriter writer, ProtocolSource source, MessageSurface message, Direction side, string target, string call)
    {
        if (message.HasParameters)
        {
            var header = source.HasSettableHeader ? "in header" : "default";
            var key = DispatchEmitter.Key(source, message.Name);
            if (source.Plan.HasSides) key = $"{source.Name}Framing.FrameKey({key}, fromServer: {(side == Direction.Server ? "true" : "false")})";
            writer.Line($"{source.Name}Framing.GetOuter({key}, {header}, {(source.Profiles.Count > 0 ? source.Name + "Framing.DefaultProfile" : "default")}, out var outer);");
        }

        var sending = $"{target}SendAsync({message.Said(source, side, "request", "request")}, {(source.HasSettableHeader ? "header, " : "")}cancel)";
        writer.Line($"""
            return {source.Type(message.Name)}.Wire.IsReplyDue(in request, {(message.HasParameters ? "in outer" : "default")})
                ? {call}
                : {Unanswered}.After<{ReplyShape.Of(source, message).Result}>({sending});
            """);
    }

    private static void WriteSend(SourceWriter writer, ProtocolSource source, MessageSurface message, Direction side, string target)
    {
        var type = source.Type(message.Name);
        writer.Space();
        writer.Line($"""
            {Xml.Summary(message.Doc, $"Sends <see cref=\"{type}\"/>.")}
            /// <remarks>Never waits.</remarks>{Parameters(source, withCancel: false)}
            /// <exception cref="{EncodeException}">A value cannot be represented; nothing was sent.</exception>
            {ObsoleteMark.Line(message.Deprecated)}public {SendResult} {CallNames.TrySend(message.Name)}({type} message{Default(message)}{LastHeader(source)}) => {target}TrySend({message.Said(source, side, "message", "in message")}{(source.HasSettableHeader ? ", in header" : "")});

            {Xml.Summary(message.Doc, $"Sends <see cref=\"{type}\"/>.")}
            /// <remarks>Waits for room in the send queue.</remarks>{Parameters(source, withCancel: true)}
            /// <exception cref="{ConnectionException}">It could not be sent.</exception>
            /// <exception cref="{EncodeException}">A value cannot be represented; nothing was sent.</exception>
            {ObsoleteMark.Line(message.Deprecated)}public {ValueTaskType} {CallNames.Send(message.Name)}({type} message{Default(message)}, {Header(source)}{CancellationTokenType} cancel = default) =>
                {target}SendAsync({message.Said(source, side, "message", "message")}, {(source.HasSettableHeader ? "header, " : "")}cancel);
            """);
    }

    private static string Arguments(ProtocolSource source, MessageSurface message, Direction side, string target)
    {
        var (request, shape) = (source.Type(message.Name), ReplyShape.Of(source, message));
        // A connection takes the timeout of its limits.
        var timeout = target.Length == 0 ? "" : "null, ";
        var said = message.Said(source, side, "request", "request");
        if (shape.IsPlain && !source.HasSettableHeader && message.Repeated.Count == 0) return $"<{request}, {shape.Result}>({said}, {timeout}";
        var header = source.HasSettableHeader ? "header" : "default";
        var correlation = message.Repeated.Count == 0 ? "default" : CorrelatedValue.Expression(message.Repeated, "request", "header");
        return $"<{request}, {shape.Result}, {shape.Wiring}>({said}, {header}, {correlation}, {timeout}";
    }

    private static string Header(ProtocolSource source) => source.HasSettableHeader ? $"{source.Header} header = default, " : "";

    private static string LastHeader(ProtocolSource source) => source.HasSettableHeader ? $", {source.Header} header = default" : "";

    private static string HeaderDoc(ProtocolSource source) =>
        source.HasSettableHeader ? $"\n/// <param name=\"header\">The values of its frame.</param>" : "";

    private static string Parameters(ProtocolSource source, bool withCancel) => !source.HasSettableHeader ? ""
        : $"\n/// <param name=\"message\">The message.</param>{HeaderDoc(source)}{(withCancel ? "\n/// <param name=\"cancel\">Ends the wait.</param>" : "")}";

    private static string FaultDoc(ProtocolSource source, MessageSurface message) => source.FaultOf(message) is not { } fault ? ""
        : $"\n/// <exception cref=\"{FaultException}{{T}}\">The peer answered with <see cref=\"{fault}\"/>.</exception>";

    private static string Returns(MessageSurface message) => (message.IsReplyOptional, message.IsReplyConditional) switch
    {
        (false, false) => "",
        (true, false) => "<returns>The reply; null where the peer said nothing until the timeout, or until it answered a later request in turn.</returns>\n/// ",
        (false, true) => "<returns>The reply; null once it is sent, where the request asks for none.</returns>\n/// ",
        _ => "<returns>The reply; null once it is sent, where the request asks for none, and where the peer said nothing until the timeout.</returns>\n/// ",
    };

    private static string Default(MessageSurface message) => message.HasValues ? "" : " = default";
}
