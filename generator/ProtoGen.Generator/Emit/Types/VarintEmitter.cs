using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Types;

/// <summary>Integers of seven bits a byte. A view remembers the value: to find the field's end it had to be read anyway.</summary>
internal sealed class VarintEmitter(VarintType type) : TypeEmitter
{
    private string Codec => type.Coding == VarintCoding.ZigZag ? RuntimeNames.ZigZag : RuntimeNames.Varint;

    public override string CSharpType => IntegerEmitter.CSharp(type.Value);

    public override string Format => type.Coding switch
    {
        VarintCoding.ZigZag => $"zigzag{type.Bits}",
        VarintCoding.TwosComplement => $"varint{type.Bits}s",
        _ => $"varint{type.Bits}",
    };

    public override int? Size => null;

    public override string? Number(string value) => type is { Bits: 64, Coding: VarintCoding.Unsigned } ? $"unchecked((long){value})" : $"(long){value}";

    public override string FromNumber(string number) => $"unchecked(({CSharpType}){number})";

    public override (string Min, string Max) NumberRange => IntegerEmitter.Range(type.Value);

    public override (string Type, string Suffix) State => (CSharpType, "Value");

    public override void Take(ReadScope scope, FieldNames names, string local, bool declare) =>
        scope.Require($"{Codec}.TryTake{(type.Value.Signed ? "Int" : "UInt")}{type.Bits}({scope.Body}, {names.Path}, ref position, out {Var(declare)}{local}, out error)");

    public override string View(ReadScope scope, string state) => state;

    public override string Copy(ReadScope scope, FieldNames names, string state, string local) => state;

    public override string? MeasureExpression(string value, int limit, FieldNames names) => $"{Codec}.GetSize({value})";

    public override string? WriteExpression(string value, string destination) => $"{Codec}.Write({destination}, {value})";

    public override string Literal(FieldValue value) => $"({CSharpType}){IntegerEmitter.Literal(type.Value, ((IntegerValue)value).Value)}";
}
