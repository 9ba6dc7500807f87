using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Protocols;

/// <summary>The switch on the key, one small method a message behind it: locals of messages that did not arrive cost nothing.</summary>
internal static class DispatchEmitter
{
    /// <summary>Writes what a connection remembers of its frames, where they need that.</summary>
    public static void WriteConversation(SourceWriter writer, ProtocolSource source)
    {
        if (!source.HasConversation) return;
        writer.Line($"""
            private {Conversation} _conversation;

            protected override ref {Conversation} Conversation => ref _conversation;
            """);
        writer.Space();
    }

    /// <summary>Writes <c>Dispatch</c> of one side; the methods that serve what the other side says are the caller's to write.</summary>
    public static void WriteSwitch(SourceWriter writer, ProtocolSource source, Direction side)
    {
        writer.Space();
        writer.Line($"protected override {DispatchResult} Dispatch({source.Received}) => frame.Key switch");
        writer.Line("{");
        using (writer.Indent())
        {
            foreach (var message in source.SaidBy(Other(side)))
                writer.Line($"{Key(source, message.Name)} => Serve{message.Name}(in frame),");
            foreach (var arrival in AnswerArrival.AllOf(source, side).Where(arrival => !arrival.MayComeUnasked))
                writer.Line($"{Key(source, arrival.First)} => {arrival.Method}(in frame),");
            writer.Line("_ => Unknown(in frame),");
        }

        writer.Line("};");
        WriteKind(writer, source, side);
    }

    /// <summary>Writes <c>KindOf</c>: what a side does not know is dispatched as the message that stands for it.</summary>
    private static void WriteKind(SourceWriter writer, ProtocolSource source, Direction side)
    {
        var heard = source.Messages.Where(message => message.From.HasFlag(Other(side))).ToList();
        if (heard.FirstOrDefault(message => message.CatchesUnknown) is not { } unknown) return;
        writer.Space();
        if (!source.Plan.KeysAreIds)
        {
            writer.Line($"protected override long KindOf(long key) => {source.Name}Framing.KindOf(key);");
            return;
        }

        var known = Pattern(source, heard.Where(message => !message.CatchesUnknown).GroupBy(message => message.Key).Select(same => same.First().Name));
        writer.Line($"protected override long KindOf(long key) => {(known.Length == 0 ? "" : $"{known} ? key : ")}{Key(source, unknown.Name)};");
    }

    /// <summary>Writes <c>IsImmediate</c>: what is served although a handler is pending; and <c>IsHeartbeat</c>: what says that the peer lives.</summary>
    public static void WriteImmediate(SourceWriter writer, ProtocolSource source, Direction side)
    {
        var arrivals = AnswerArrival.AllOf(source, side).ToList();
        var always = arrivals.Where(arrival => !arrival.MayComeUnasked).Select(arrival => arrival.First)
            .Concat(source.SaidBy(Other(side)).Where(message => IsServedAtOnce(source, message, side)).Select(message => message.Name));
        var awaited = arrivals.Where(arrival => arrival.MayComeUnasked).Select(arrival => arrival.First);
        writer.Space();
        writer.Line($"protected override bool IsImmediate(long key) => {Either(Pattern(source, always), Pattern(source, awaited))};");

        WriteNames(writer, source, side);
        var beats = Pattern(source, source.SaidBy(Other(side)).Where(message => message.IsHeartbeatFrom(Other(side))).Select(message => message.Name));
        if (beats.Length == 0) return;
        writer.Space();
        writer.Line($"protected override bool IsHeartbeat(long key) => {beats};");
    }

    // What telemetry calls the messages that handlers take.
    private static void WriteNames(SourceWriter writer, ProtocolSource source, Direction side)
    {
        var handled = source.SaidBy(Other(side)).Where(message => !message.CatchesUnknown && !message.IsHeartbeatFrom(Other(side))).ToList();
        if (handled.Count == 0) return;
        writer.Space();
        writer.Line("protected override string? MessageName(long key) => key switch");
        writer.Line("{");
        using (writer.Indent())
        {
            foreach (var message in handled) writer.Line($"{Key(source, message.Name)} => \"{message.Name}\",");
            writer.Line("_ => null,");
        }

        writer.Line("};");
    }

    /// <summary>Writes the methods that take answers to what this side said, where the runtime's own are not enough.</summary>
    public static void WriteAnswers(SourceWriter writer, ProtocolSource source, Direction side)
    {
        foreach (var arrival in AnswerArrival.AllOf(source, side))
        {
            if (arrival.MayComeUnasked && arrival.Repeats.Count > 0) WriteTryCompleteCorrelated(writer, source, arrival);
            else if (arrival.IsHeartbeats && !arrival.MayComeUnasked) WriteHeartbeatAnswered(writer, source, arrival);
            else if (arrival.Repeats.Count > 0) WriteComplete(writer, source, arrival);
        }
    }

    private static void WriteHeartbeatAnswered(SourceWriter writer, ProtocolSource source, AnswerArrival arrival)
    {
        writer.Space();
        if (!source.Message(arrival.First).HasParameters)
        {
            writer.Line($"private {DispatchResult} {arrival.Method}({source.Received}) =>");
            writer.Line($"    {source.Type(arrival.First)}.View.TryParse(frame.Body, out _, out var error) ? HeartbeatAnswered() : Refuse(in error);");
            return;
        }

        using var method = writer.Open($"private {DispatchResult} {arrival.Method}({source.Received})");
        WriteDecode(writer, source, source.Message(arrival.First), "_", asView: true);
        writer.Line("return HeartbeatAnswered();");
    }

    private static void WriteComplete(SourceWriter writer, ProtocolSource source, AnswerArrival arrival)
    {
        writer.Space();
        using var method = writer.Open($"private {DispatchResult} {arrival.Method}({source.Received})");
        if (!arrival.IsTold) WriteDecode(writer, source, source.Message(arrival.First), "reply", asView: false);
        writer.Line($"return Complete(in frame, {CorrelatedValue.Expression(arrival.Repeats, "reply", "frame.Header")});");
    }

    /// <summary>Writes the lines that read a body into a local.</summary>
    public static void WriteDecode(SourceWriter writer, ProtocolSource source, MessageSurface message, string local, bool asView)
    {
        var method = asView ? "View.TryParse" : "TryDecode";
        var outer = message.HasParameters ? "in outer, " : "";
        if (message.HasParameters) writer.Line("GetOuter(in frame, out var outer);");
        writer.Line($"if (!{source.Type(message.Name)}.{method}(frame.Body, {outer}out {(local == "_" ? "_" : $"var {local}")}, out var error)) return Refuse(in error);");
    }

    /// <summary>Writes the lines that hand a message to a request it may answer, where it also comes unasked.</summary>
    public static void WriteTryComplete(SourceWriter writer, ProtocolSource source, MessageSurface message, Direction side)
    {
        if (AnswerArrival.AllOf(source, side).FirstOrDefault(arrival => arrival.Key == message.Key) is not { } arrival) return;
        writer.Line($"if ({(arrival.Repeats.Count == 0 ? "TryComplete" : "TryComplete" + arrival.First)}(in frame, out var result)) return result;");
    }

    private static void WriteTryCompleteCorrelated(SourceWriter writer, ProtocolSource source, AnswerArrival arrival)
    {
        writer.Space();
        using var method = writer.Open($"private bool TryComplete{arrival.First}({source.Received}, out {DispatchResult} result)");
        if (arrival.IsTold)
        {
            writer.Line($"return TryComplete(in frame, {CorrelatedValue.Expression(arrival.Repeats, "reply", "frame.Header")}, out result);");
            return;
        }

        var message = source.Message(arrival.First);
        if (message.HasParameters) writer.Line("GetOuter(in frame, out var outer);");
        writer.Line($$"""
            if (!{{source.Type(arrival.First)}}.TryDecode(frame.Body, {{(message.HasParameters ? "in outer, " : "")}}out var reply, out var error))
            {
                result = Refuse(in error);
                return true;
            }

            return TryComplete(in frame, {{CorrelatedValue.Expression(arrival.Repeats, "reply", "frame.Header")}}, out result);
            """);
    }

    /// <summary>The side a side talks to.</summary>
    public static Direction Other(Direction side) => Direction.Both & ~side;

    /// <summary>The constant of a message's key.</summary>
    public static string Key(ProtocolSource source, string message) => $"{source.Type(message)}.Wire.Key";

    // A heartbeat that is answered by what answers other requests too has to keep its place among them.
    private static bool IsServedAtOnce(ProtocolSource source, MessageSurface message, Direction side) =>
        message.IsHeartbeatFrom(Other(side)) && (source.HasSequence || message.Repeated.Count > 0 || !source.SharesAnswers(message, Other(side)));

    private static string Pattern(ProtocolSource source, IEnumerable<string> messages)
    {
        var keys = messages.Select(message => Key(source, message)).ToList();
        return keys.Count == 0 ? "" : $"key is {string.Join(" or ", keys)}";
    }

    private static string Either(string always, string awaited) => (always, awaited) switch
    {
        ("", "") => "false",
        (_, "") => always,
        ("", _) => $"{awaited} && IsAwaited(key)",
        _ => $"{always} || ({awaited} && IsAwaited(key))",
    };
}
