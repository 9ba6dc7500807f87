using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Types;

/// <summary>An integer under the name of an enum; values without a name survive the round trip.</summary>
internal sealed class EnumFieldEmitter(EnumFieldType type, string protocolNamespace) : TypeEmitter
{
    private readonly IntegerEmitter _underlying = new(type.Underlying);

    public override string CSharpType => $"global::{protocolNamespace}.{type.Enum}";

    public override string Format => $"{type.Enum} as {_underlying.Format}";

    public override string? Check(string value, FieldNames names) => _underlying.Check($"({_underlying.CSharpType}){value}", names);

    public override string Write(string value, Place place) => _underlying.Write($"({_underlying.CSharpType}){value}", place);

    public override string Read(Place place) => $"({CSharpType}){_underlying.Read(place)}";

    public override string Literal(FieldValue value) => _underlying.Literal(value);

    public override (string Condition, string Error) Mismatch(FieldValue constant, Place place, FieldNames names, string offset) =>
        _underlying.Mismatch(constant, place, names, offset);
}
