using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Protocols;

/// <summary>A value that a reply repeats from its request, on one of the two sides.</summary>
/// <param name="Place">Where the message at hand has it.</param>
/// <param name="Property">The C# property; the key where it is the id.</param>
/// <param name="Kind">What it is.</param>
internal sealed record CorrelatedValue(CorrelationSource Place, string Property, CorrelatedKind Kind)
{
    /// <summary>What a reply says about its request.</summary>
    public static EquatableArray<CorrelatedValue> InReply(Message reply) =>
        Ordered(reply.Correlations.Select(correlation => Of(Field(reply, correlation.Field))));

    /// <summary>The same values, in the same order, as the request has them.</summary>
    public static EquatableArray<CorrelatedValue> InRequest(Message request, Protocol protocol)
    {
        if (request.Role != MessageRole.Request) return default;
        var first = request.Replies.Count > 0 ? request.Replies[0] : request.Counterpart;
        var reply = protocol.Messages.First(message => message.Name == first);
        return Ordered(reply.Correlations.Select(correlation => correlation.Source switch
        {
            CorrelationSource.Id => new(CorrelationSource.Id, "", CorrelatedKind.Number),
            _ => Of(Field(request, correlation.Of)),
        }));
    }

    /// <summary>The expression of the values of a message.</summary>
    /// <param name="values">The values; not none.</param>
    /// <param name="message">The local that holds the message.</param>
    /// <param name="key">The expression of the message's key.</param>
    public static string Expression(EquatableArray<CorrelatedValue> values, string message, string key)
    {
        var text = $"{RuntimeNames.Correlation}.Of({values[0].Read(message, key)})";
        foreach (var value in values.Skip(1)) text += $".And({value.Read(message, key)})";
        return text;
    }

    private string Read(string message, string key) => (Place, Kind) switch
    {
        (CorrelationSource.Id, _) => key,
        (_, CorrelatedKind.Number) => $"unchecked((long){message}.{Property})",
        (_, CorrelatedKind.Bytes) => $"{message}.{Property}.Span",
        _ => $"{message}.{Property}",
    };

    private static CorrelatedValue Of(Field field) => new(CorrelationSource.Field, field.Property!, field.Type switch
    {
        TextType => CorrelatedKind.Text,
        BytesType => CorrelatedKind.Bytes,
        _ => CorrelatedKind.Number,
    });

    private static Field Field(Message message, string name) => message.Fields.First(field => field.Name == name);

    // What is no number comes first: only numbers can be added to others.
    private static EquatableArray<CorrelatedValue> Ordered(IEnumerable<CorrelatedValue> values) =>
        values.OrderBy(value => value.Kind == CorrelatedKind.Number).ToEquatableArray();
}

/// <summary>What kind of value a reply repeats.</summary>
internal enum CorrelatedKind
{
    Number,
    Text,
    Bytes,
}
