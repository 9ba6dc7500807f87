using ProtoGen.Schema.Model;
using ProtoGen.Tool.Wording;

namespace ProtoGen.Tool.Documents;

/// <summary>What is said about a message beside its fields.</summary>
internal static class MessageFacts
{
    public static IReadOnlyList<Fact> Of(Message message, Protocol protocol)
    {
        var facts = new List<Fact>();
        if (message.Role == MessageRole.Reply && RequestsOf(message, protocol) is { Count: > 0 } requests) facts.Add(new("Answers", FieldWords.List(requests)));
        if (message.Role == MessageRole.Request) facts.Add(new("Answered by", Answers(message, protocol)));
        if (message.Variant is { } variant) facts.Add(new("Frame", TypesOf.Framings(protocol).SelectMany(framing => framing.Variants).First(frame => frame.Variant == variant).SchemaName));
        if (message.State is { } state && protocol.States.FirstOrDefault(known => known.Name == state) is { } known) facts.Add(new("State", known.SchemaName));
        foreach (var value in message.Header) facts.Add(new("Header", $"{value.Field} = {value.Value}"));
        foreach (var correlation in message.Correlations) facts.Add(new("Repeats", $"{correlation.Field} is {Source(correlation)} of the request"));
        foreach (var length in message.Body.Lengths) facts.Add(new("Header", $"{length.Name} {new FieldWords(protocol).Derivation(length.Derivation, length.Type, message.Body)}"));
        if (message.Extra.Count > 0) facts.Add(new("Checks also count", NumberWords.Dump(message.Extra)));
        if (message.IsIdempotent) facts.Add(new("Idempotent", "may be sent again without harm"));
        foreach (var value in message.Resent) facts.Add(new("Sent again", $"{value.Field} = {value.Value}"));
        if (message.Transform is { } transform) facts.Add(new("Body", $"is changed by {transform}"));
        return facts;
    }

    /// <summary>The id in a few characters: each number as wide as its field, a character as itself.</summary>
    public static string Id(Message message, Protocol protocol)
    {
        if (message.CatchesUnknown) return "else";
        var frame = protocol.FramingsOf(message).SelectMany(framing => framing.Variants).First(frame => message.Variant is null || frame.Variant == message.Variant);
        return message.Ids.Count == 0 ? "–" : string.Join(", ", message.Ids.Select((id, index) => Id(id, frame, frame.Ids[index])));
    }

    private static string Id(WireInteger id, Frame frame, OwnValue place) => frame.Field(place.Field).Type switch
    {
        CharType => $"'{(char)id.Bits}'",
        IntegerType or EnumFieldType when place.Path.Count == 1 => NumberWords.Hex(id, frame.Field(place.Field).Type.FixedSize!.Value),
        _ => id.ToString(),
    };

    public static string Sender(Direction from) => from switch
    {
        Direction.Client => "client",
        Direction.Server => "server",
        _ => "both",
    };

    private static string Answers(Message message, Protocol protocol)
    {
        var names = message.Replies.Select(name => protocol.Messages.First(known => known.Name == name).SchemaName).ToList();
        var text = names.Count == 0 ? "nothing" : names.Count == 1 ? names[0] : $"{string.Join(", ", names[..^1])} or {names[^1]}";
        if (message.Streamed.Count > 0) text += $", after any number of {string.Join(", ", message.Streamed.Select(name => protocol.Messages.First(known => known.Name == name).SchemaName))}";
        if (message.IsReplyOptional) text += ", or not at all";
        if (message.Fault is { } fault) text += $"; if it fails by {protocol.Messages.First(known => known.Name == fault).SchemaName}";
        return text;
    }

    private static List<string> RequestsOf(Message reply, Protocol protocol) =>
        [.. protocol.Messages.Where(message => message.Replies.Contains(reply.Name) || message.Fault == reply.Name).Select(message => message.SchemaName)];

    private static string Source(Correlation correlation) => correlation.Source switch
    {
        CorrelationSource.Id => "the id",
        CorrelationSource.Header or CorrelationSource.Echo => $"{correlation.Of} in the header",
        _ => correlation.Of,
    };
}
