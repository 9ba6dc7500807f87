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
            if (message.Reply is null) WriteSend(writer, source, message, target);
            else WriteRequest(writer, source, message, target);
        }
    }

    private static void WriteRequest(SourceWriter writer, ProtocolSource source, MessageSurface message, string target)
    {
        var (request, reply) = (source.Type(message.Name), source.Type(message.Reply!));
        writer.Space();
        writer.Line($"""
            {Xml.Summary(message.Doc, $"Sends <see cref=\"{request}\"/> and waits for the reply.")}
            /// <param name="request">The request.</param>
            /// <param name="cancel">Ends the wait; a request already sent is not taken back.</param>
            /// <exception cref="{ConnectionException}">No reply came; <c>Delivery</c> says what became of the request.</exception>
            /// <exception cref="{EncodeException}">A value cannot be represented; nothing was sent.</exception>
            public {ValueTaskType}<{reply}> {CallNames.Request(message.Name)}({request} request{Default(message)}, {CancellationTokenType} cancel = default) =>
                {target}RequestAsync<{request}, {reply}>(request, cancel: cancel);
            """);
    }

    private static void WriteSend(SourceWriter writer, ProtocolSource source, MessageSurface message, string target)
    {
        var type = source.Type(message.Name);
        writer.Space();
        writer.Line($"""
            {Xml.Summary(message.Doc, $"Sends <see cref=\"{type}\"/>.")}
            /// <remarks>Never waits.</remarks>
            /// <exception cref="{EncodeException}">A value cannot be represented; nothing was sent.</exception>
            public {SendResult} {CallNames.TrySend(message.Name)}({type} message{Default(message)}) => {target}TrySend(in message);

            {Xml.Summary(message.Doc, $"Sends <see cref=\"{type}\"/>.")}
            /// <remarks>Waits for room in the send queue.</remarks>
            /// <exception cref="{ConnectionException}">It could not be sent.</exception>
            /// <exception cref="{EncodeException}">A value cannot be represented; nothing was sent.</exception>
            public {ValueTaskType} {CallNames.Send(message.Name)}({type} message{Default(message)}, {CancellationTokenType} cancel = default) =>
                {target}SendAsync(message, cancel);
            """);
    }

    private static string Default(MessageSurface message) => message.HasValues ? "" : " = default";
}
