using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Types;

/// <summary>Integers of seven bits a byte. A view remembers the value: to find the field's end it had to be read anyway.</summary>
internal sealed class VarintEmitter(VarintType type) : VariableEmitter
{
    private string Codec => type.Coding == VarintCoding.ZigZag ? RuntimeNames.ZigZag : RuntimeNames.Varint;

    public override string CSharpType => IntegerEmitter.CSharp(type.Value);

    public override string Format => type.Coding switch
    {
        VarintCoding.ZigZag => $"zigzag{type.Bits}",
        VarintCoding.TwosComplement => $"varint{type.Bits}s",
        _ => $"varint{type.Bits}",
    };

    public override (string Type, string Suffix) State => (CSharpType, "Value");

    public override string Take(FieldNames names, string local) =>
        $"{Codec}.TryTake{(type.Value.Signed ? "Int" : "UInt")}{type.Bits}(body, {names.Path}, ref position, out var {local}, out error)";

    public override string View(string state) => state;

    public override string? Copy(string state) => state;

    public override string Measure(string value, int bodyLimit, FieldNames names) => $"{Codec}.GetSize({value})";

    public override string WriteVariable(string value, string destination) => $"{Codec}.Write({destination}, {value})";

    public override string Literal(FieldValue value) => IntegerEmitter.Literal(type.Value, ((IntegerValue)value).Value);
}
