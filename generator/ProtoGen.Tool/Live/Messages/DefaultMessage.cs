using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Layout.Walk.Constructs;
using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Live.Messages;

/// <summary>A message that nobody wrote: what a request gave under the same name, members that mean success, zero, nothing.</summary>
internal sealed class DefaultMessage(Protocol protocol)
{
    private static readonly string[] Successes = ["Ok", "Success", "Succeeded", "Accepted", "NoError", "None", "Normal"];

    private readonly WalkContext _context = WalkContext.Of(protocol);

    /// <summary>Completes a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="given">The values that are known.</param>
    /// <param name="request">What it answers, if anything.</param>
    /// <param name="withConditional">Whether fields that are there under a condition get a value as well.</param>
    public LiveMessage Complete(Message message, IReadOnlyList<VectorValue> given, LiveMessage? request, bool withConditional)
    {
        var values = new List<VectorValue>(given);
        foreach (var field in message.Fields.Where(field => field is { Property: not null, Derivation: null } && given.All(value => value.Field != field.Name)))
        {
            if (field.Presence is OptionalTail || (field.Presence is not null && !withConditional)) continue;
            if (Of(field, message, request) is { } value) values.Add(new(field.Name, value));
        }

        return new(message, values, []);
    }

    private FieldValue? Of(Field field, Message message, LiveMessage? request)
    {
        if (message.Role == MessageRole.Reply && request?.Message.Fields.FirstOrDefault(asked => asked.Name == field.Name && asked.Type.Equals(field.Type)) is not null)
            return request.Values.FirstOrDefault(value => value.Field == field.Name)?.Value;
        if (Correlated(field, message, request) is { } repeated) return repeated;
        if (Accepted(field, message) is { } accepted) return accepted;
        var value = Of(field.Type);
        if (value is null || value.Equals(field.Meaning?.None)) return null;
        if (field.Meaning is { Kind: MeaningKind.Decimal } && field.Type is TextType { Pad: not (byte)'0' }) return new TextValue("0");
        return field.Meaning?.Min is { } min && IsBelow(value, min) ? min : value;
    }

    /// <summary>What the reply must repeat under another name.</summary>
    private static FieldValue? Correlated(Field field, Message message, LiveMessage? request) =>
        message.Correlations.FirstOrDefault(known => known.Field == field.Name && known.Source != CorrelationSource.Echo) is not { } correlation || request is null ? null : correlation.Source switch
        {
            CorrelationSource.Id => new IntegerValue(request.Message.Id),
            CorrelationSource.Header => request.Header.FirstOrDefault(value => value.Field == correlation.Of)?.Value,
            _ => request.Values.FirstOrDefault(value => value.Field == correlation.Of)?.Value,
        };

    /// <summary>What a client takes for an acceptance of its registration.</summary>
    private FieldValue? Accepted(Field field, Message message) =>
        protocol.Registration is { Accept: { Operator: "==" or ">=" or "<=" } accept } registration && accept.Field.Name == field.Name
        && protocol.Messages.First(known => known.Name == registration.Message) is var asked && (asked.Counterpart == message.Name || (asked.Replies is [var first, ..] && first == message.Name))
            ? accept.Value : null;

    private FieldValue? Of(FieldType type) => type switch
    {
        EnumFieldType named => Success(protocol.Enums.First(known => known.Name == named.Enum)),
        StructType held => OfStruct(protocol.Structures.First(known => known.Name == held.Structure)),
        SwitchType choice => OfCase(choice),
        _ => DefaultValue.Of(type, _context),
    };

    private StructValue OfStruct(Structure structure) => new(structure.Fields
        .Where(field => field is { Property: not null, Derivation: null, Presence: null })
        .Select(field => (field.Name, Value: Of(field.Type)))
        .Where(known => known.Value is not null)
        .Select(known => new VectorValue(known.Name, known.Value!)).ToEquatableArray());

    private FieldValue? OfCase(SwitchType choice)
    {
        var first = choice.AllCases.First();
        var held = first.Type is { } type ? Of(type) : null;
        return choice.Choice is null ? held : new CaseValue(first.Name, held);
    }

    private static IntegerValue Success(EnumType known) => known.IsFlags
        ? new(default)
        : new((known.Members.FirstOrDefault(member => Successes.Contains(member.Name, StringComparer.OrdinalIgnoreCase)) ?? known.Members[0]).Value);

    private static bool IsBelow(FieldValue value, FieldValue limit) => (value, limit) switch
    {
        (IntegerValue left, IntegerValue right) => left.Value < right.Value,
        (FloatValue left, FloatValue right) => left.Value < right.Value,
        _ => false,
    };
}
