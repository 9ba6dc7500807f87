using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Protocols;

/// <summary>A value that a reply repeats from its request, on one of the two sides.</summary>
/// <param name="Place">Where the message at hand has it.</param>
/// <param name="Name">The C# property; the number itself where it is the id.</param>
/// <param name="IsBool">Whether it is true or false.</param>
internal sealed record CorrelatedValue(CorrelationSource Place, string Name, bool IsBool)
{
    /// <summary>Whether it may be absent, which counts as 0.</summary>
    public bool IsNullable { get; init; }

    /// <summary>What a reply says about its request.</summary>
    public static EquatableArray<CorrelatedValue> InReply(Message reply, Protocol protocol) =>
        Telling(reply, protocol).Select(correlation => correlation.Source == CorrelationSource.Echo ? InHeader(correlation.Field, protocol) : Of(reply, correlation.Field)).ToEquatableArray();

    /// <summary>The same values, in the same order, as the request has them; none where they are the number of its frame.</summary>
    public static EquatableArray<CorrelatedValue> InRequest(Message request, Protocol protocol)
    {
        if (request.Role != MessageRole.Request) return default;
        var reply = protocol.Messages.First(message => message.Name == request.Counterpart);
        var values = Telling(reply, protocol);
        return values.Any(value => IsNumber(value, protocol)) ? default : values.Select(correlation => correlation.Source switch
        {
            CorrelationSource.Id => new(CorrelationSource.Id, request.Id.ToString(), false),
            CorrelationSource.Header or CorrelationSource.Echo => InHeader(correlation.Of, protocol),
            _ => Of(request, correlation.Of),
        }).ToEquatableArray();
    }

    /// <summary>The expression of the values of a message.</summary>
    /// <param name="values">The values; not none.</param>
    /// <param name="message">The local that holds the message.</param>
    /// <param name="header">The expression of its header.</param>
    public static string Expression(EquatableArray<CorrelatedValue> values, string message, string header)
    {
        var text = $"{RuntimeNames.Correlation}.Of({values[0].Read(message, header)})";
        foreach (var value in values.Skip(1)) text += $".And({value.Read(message, header)})";
        return text;
    }

    private string Read(string message, string header)
    {
        if (Place == CorrelationSource.Id) return Name;
        var value = $"{(Place == CorrelationSource.Header ? header : message)}.{Name}";
        if (IsNullable) value += ".GetValueOrDefault()";
        return IsBool ? $"{value} ? 1 : 0" : $"unchecked((long){value})";
    }

    // A number that no other request has tells by itself.
    private static EquatableArray<Correlation> Telling(Message reply, Protocol protocol) =>
        reply.Correlations.FirstOrDefault(correlation => IsNumber(correlation, protocol)) is { } number ? EquatableArray.Of(number) : reply.Correlations;

    private static bool IsNumber(Correlation correlation, Protocol protocol) =>
        correlation.Source == CorrelationSource.Header && Layouts(protocol).Any(frame => frame.Sequence == correlation.Of);

    private static CorrelatedValue Of(Message message, string name)
    {
        var value = message.Fields.First(field => field.Name == name);
        return new(CorrelationSource.Field, value.Property!, value.Type is BoolType) { IsNullable = value.Presence is not null };
    }

    private static CorrelatedValue InHeader(string name, Protocol protocol) =>
        new(CorrelationSource.Header, Layouts(protocol).SelectMany(frame => frame.Header).First(field => field.Name == name).Property!, false);

    private static IEnumerable<Frame> Layouts(Protocol protocol) => protocol.Messages.SelectMany(protocol.FramingsOf).SelectMany(framing => framing.Variants);
}
