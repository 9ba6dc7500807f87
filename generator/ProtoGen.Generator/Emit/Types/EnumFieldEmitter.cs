using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Types;

/// <summary>An integer under the name of an enum; values without a name survive the round trip, unless the enum is closed.</summary>
internal sealed class EnumFieldEmitter(EnumFieldType type, TypeScope scope) : TypeEmitter
{
    private readonly IntegerEmitter _underlying = new(type.Underlying);

    private EnumType? Closed => type.IsClosed ? scope.Types.Enums.FirstOrDefault(known => known.Name == type.Enum) : null;

    public override string CSharpType => scope.Full(type.Enum);

    public override string Format => $"{type.Enum} as {_underlying.Format}";

    public override int? Size => type.Underlying.Size;

    public override bool IsPlain => Closed is null;

    public override string? Number(string value) => _underlying.Number(value);

    public override string FromNumber(string number) => $"unchecked(({CSharpType}){number})";

    public override (string Min, string Max) NumberRange => _underlying.NumberRange;

    public override string? Check(string value, FieldNames names)
    {
        var range = _underlying.Check($"({_underlying.CSharpType}){value}", names);
        return Unnamed(value) is { } unnamed ? $"if ({unnamed}) {RuntimeNames.EncodeChecks}.ThrowUnnamed({Number(value)}, {names.Arguments});" : range;
    }

    public override string Write(string value, Place place) => _underlying.Write($"({_underlying.CSharpType}){value}", place);

    public override string Read(Place place) => $"({CSharpType}){_underlying.Read(place)}";

    public override (string Condition, string Error)? Refusal(Place place, FieldNames names, string offset) => Unnamed(Read(place)) is { } unnamed
        ? (unnamed, $"{RuntimeNames.DecodeError}.UnknownValue({names.Path}, {offset}, {_underlying.Number(_underlying.Read(place))}, out error)")
        : null;

    public override string Literal(FieldValue value) => _underlying.Literal(value);

    public override (string Condition, string Error) Mismatch(FieldValue constant, Place place, FieldNames names, string offset) =>
        _underlying.Mismatch(constant, place, names, offset);

    /// <summary>The condition that a value has no name; null where it need not have one.</summary>
    private string? Unnamed(string value)
    {
        if (Closed is not { } known) return null;
        if (known.IsFlags)
        {
            var all = known.Members.Aggregate(0UL, (mask, member) => mask | member.Value.Bits);
            return $"({_underlying.Number(value)} & ~{unchecked((long)all)}L) != 0";
        }

        return known.Members.Count == 0 ? "true" : $"{value} is not ({string.Join(" or ", known.Members.Select(member => $"{CSharpType}.{member.Name}"))})";
    }
}
