using ProtoGen.Generator.Emit.Types;
using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Protocols;

/// <summary>What the schema's <c>register</c> becomes: the sessions and their key on the server, the first message on the client.</summary>
internal static class RegistrationEmitter
{
    public static void WriteSessions(SourceWriter writer, ProtocolSource source)
    {
        if (source.KeyType is { } key) writer.Line($"private readonly {SessionRegistry}<{key}, {source.Name}Peer> _sessions = new();");
    }

    /// <summary>The server connection's member by which the runtime ends the session of its peer.</summary>
    public static void WriteSessionPeer(SourceWriter writer, ProtocolSource source)
    {
        if (source.KeyType is null) return;
        writer.Space();
        writer.Line($"protected override {Peer} SessionPeer => Peer;");
    }

    public static void WriteLookup(SourceWriter writer, ProtocolSource source)
    {
        if (source.Registration?.Key is not { } key) return;
        var parameter = CSharpNames.Local(key.Property!);
        writer.Space();
        writer.Line($"""
            /// <summary>Finds the live connection that registered under a key.</summary>
            public bool TryGetPeer({source.KeyType} {parameter}, [{NotNullWhen}(true)] out {source.Name}Peer? peer) => _sessions.TryGet({parameter}, out peer);

            /// <summary>Whether a connection that registered under a key lives, on this server or another of its session directory.</summary>
            public {ValueTaskType}<bool> IsOnlineAsync({source.KeyType} {Free(parameter)}, {CancellationTokenType} cancel = default) => IsOnlineAsync(_sessions, {Free(parameter)}, cancel);
            """);
    }

    /// <summary>The members that send a message to the session of a key.</summary>
    public static void WritePushes(SourceWriter writer, ProtocolSource source)
    {
        if (source.Registration?.Key is not { } sessionKey) return;
        var key = Free(CSharpNames.Local(sessionKey.Property!));
        var settable = source.HasSettableHeader;
        foreach (var message in source.Pushes.Where(message => !message.CatchesUnknown))
        {
            var type = source.Type(message.Name);
            writer.Space();
            writer.Line($"""
                /// <summary>Sends <see cref="{type}"/> to the session of a key on this server if there is room at once; never waits.</summary>
                /// <exception cref="{EncodeException}">A value cannot be represented; nothing was sent.</exception>
                public {PushResult} {CallNames.TryPush(message.Name)}({source.KeyType} {key}, {type} message{(settable ? $", {source.Header} header = default" : "")}) =>
                    TryPush(_sessions, {key}, in message{(settable ? ", in header" : "")});

                /// <summary>Sends <see cref="{type}"/> to the session of a key, on this server or another of its session directory; waits for room.</summary>
                /// <exception cref="{EncodeException}">A value cannot be represented; nothing was sent.</exception>
                public {ValueTaskType}<{PushResult}> {CallNames.Push(message.Name)}({source.KeyType} {key}, {type} message, {(settable ? $"{source.Header} header = default, " : "")}{CancellationTokenType} cancel = default) =>
                    PushAsync(_sessions, {key}, message, {(settable ? "header, " : "")}cancel);
                """);
        }
    }

    // The other parameters of these members have their names already.
    private static string Free(string parameter) => parameter is "message" or "header" or "cancel" ? "key" : parameter;

    /// <summary>The client's member that sends its registration.</summary>
    public static void WriteBegin(SourceWriter writer, ProtocolSource source, Registration registration)
    {
        var message = source.Message(registration.Message);
        var (request, shape) = (source.Type(message.Name), ReplyShape.Of(source, message));
        const string Begin = "protected override void BeginRegistration()";
        if (shape.IsPlain && message.Repeated.Count == 0 && registration.Retry is null)
        {
            writer.Line($"{Begin} => SendRegistration<{request}, {shape.Result}>(client.Registration(), Accepts);");
            return;
        }

        using var method = writer.Open(Begin);
        var correlation = message.Repeated.Count == 0
            ? "default" : CorrelatedValue.Expression(message.Repeated, "request", $"default({source.Header})");
        var passes = registration.Retry is null ? "" : $", {ReplyShape.ResultAccepted(source, message, "Passes")}";
        writer.Line($"""
            var request = client.Registration();
            SendRegistration<{request}, {shape.Result}, {shape.Wiring}>(in request, {correlation}, {ReplyShape.ResultAccepted(source, message)}{passes});
            """);
    }

    /// <summary>The server and the client judge a reply by the same expression.</summary>
    public static void WriteAccepts(SourceWriter writer, ProtocolSource source)
    {
        if (source.Registration is not { } registration) return;
        var reply = source.Type(source.Message(registration.Message).Reply!);
        writer.Space();
        writer.Line($"private static bool Accepts({reply} reply) => {Acceptance(source, registration.Accept)};");
    }

    /// <summary>The client judges a refusal: whether it passes.</summary>
    public static void WritePasses(SourceWriter writer, ProtocolSource source)
    {
        if (source.Registration is not { Retry: { } retry } registration) return;
        var reply = source.Type(source.Message(registration.Message).Reply!);
        writer.Space();
        writer.Line($"private static bool Passes({reply} reply) => {Acceptance(source, retry)};");
    }

    /// <summary>Writes the lines that call a handler and hand its answer on, be it returned or a fault that it throws.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="source">The protocol.</param>
    /// <param name="message">The request.</param>
    /// <param name="call">The expression of the handler's call.</param>
    /// <param name="record">The local that holds the request as a record.</param>
    public static void WriteAnswer(SourceWriter writer, ProtocolSource source, MessageSurface message, string call, string record)
    {
        if (source.FaultOf(message) is not { } fault)
        {
            writer.Line($"return {Answer(source, message, call, record)};");
            return;
        }

        var answer = ReplyShape.Of(source, message).Answer;
        writer.Line($$"""
            {{ValueTaskType}}<{{answer}}> pending;
            try
            {
                pending = {{call}};
            }
            catch ({{FaultException}}<{{fault}}> exception)
            {
                pending = new(({{answer}})exception.Fault);
            }

            return {{Answer(source, message, "pending", record)}};
            """);
    }

    /// <summary>The expression that hands a handler's reply on: a registration's reply also opens the session.</summary>
    private static string Answer(ProtocolSource source, MessageSurface message, string call, string record)
    {
        var shape = ReplyShape.Of(source, message);
        if (message.Name != source.Registration?.Message) return $"Answer{Arguments(shape)}(in frame, {call})";
        var key = source.Registration.Key;
        var session = key is null ? "" : $", Server._sessions, {record}.{key.Property}, Peer";
        var types = key is null ? Arguments(shape) : Arguments(shape, source.KeyType!, source.Name + "Peer");
        return $"AnswerRegistration{types}(in frame, {call}, {ReplyShape.AnswerAccepted(source, message)}{session})";
    }

    /// <summary>Which messages may come before the registration: itself, heartbeats, and answers to what the server asked.</summary>
    public static void WriteGate(SourceWriter writer, ProtocolSource source)
    {
        if (source.Registration is not { Required: true } registration) return;
        var keys = source.SaidBy(Direction.Client).Where(message => message.Name == registration.Message || message.IsHeartbeatFrom(Direction.Client))
            .Select(message => message.Name)
            .Concat(AnswerArrival.AllOf(source, Direction.Server).Select(arrival => arrival.First))
            .Select(name => DispatchEmitter.Key(source, name)).Distinct();
        writer.Space();
        writer.Line("protected override bool RequiresRegistration => true;");
        writer.Space();
        writer.Line($"protected override bool IsAllowedUnregistered(long key) => key is {string.Join(" or ", keys)};");
    }

    // One reply and nothing else is inferred.
    private static string Arguments(ReplyShape shape, params string[] others) =>
        shape.IsPlain ? "" : $"<{string.Join(", ", new[] { shape.Answer, shape.Wiring }.Concat(others))}>";

    private static string Acceptance(ProtocolSource source, Acceptance? accept)
    {
        if (accept is null) return "true";
        var value = accept switch
        {
            { Member: { } member, Field.Type: EnumFieldType type } => $"{source.Type(type.Enum)}.{member}",
            { Field.Type: EnumFieldType type, Value: IntegerValue number } =>
                $"unchecked(({source.Type(type.Enum)})({IntegerEmitter.Literal(type.Underlying, number.Value)}))",
            { Field.Type: TextType, Value: TextValue text } => Literals.String(text.Value),
            _ => TypeEmitter.For(accept.Field.Type, source.Namespace).Literal(accept.Value),
        };
        return $"reply.{accept.Field.Property} {accept.Operator} {value}";
    }
}
