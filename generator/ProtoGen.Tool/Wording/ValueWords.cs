using System.Globalization;
using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Wording;

/// <summary>Values as a schema writes them, members of enums by their names.</summary>
internal sealed class ValueWords(Protocol protocol)
{
    public string Of(FieldValue value, FieldType type) => (value, type) switch
    {
        (IntegerValue number, EnumFieldType known) => MemberOf(known.Enum, number.Value) ?? number.ToString(),
        (IntegerValue number, BitsFieldType bits) => NumberWords.Hex(number.Value, bits.Underlying.Size),
        (TextValue text, CharType) => $"'{text.Value}'",
        (TextValue text, TextType) => $"\"{text.Value}\"",
        (BytesValue bytes, _) => NumberWords.Dump(bytes.Value),
        _ => value.ToString()!,
    };

    /// <summary>A constant: marks are easier to recognise in hexadecimal digits.</summary>
    public string Constant(FieldValue value, FieldType type) => (value, type) switch
    {
        (IntegerValue { Value: { IsNegative: false, Bits: > 9 } } number, IntegerType integer) => $"{NumberWords.Hex(number.Value, integer.Size)} ({number})",
        _ => Of(value, type),
    };

    /// <summary>The name of a value of an enum; null where it has none.</summary>
    public string? MemberOf(string type, WireInteger value) =>
        protocol.Enums.FirstOrDefault(known => known.Name == type)?.Members.FirstOrDefault(member => member.Value.Equals(value))?.SchemaName;

    /// <summary>What a number means as the tag or the operand beside a value of a structure: a member, a character, a number.</summary>
    public string Beside(ValueReference reference, Structure around, long number)
    {
        var type = reference is OwnValue own ? Find(around, own.Path) : null;
        if (type is CharType && number is > 32 and < 127) return $"'{(char)number}'";
        if (type is EnumFieldType known && MemberOf(known.Enum, new(number)) is { } member) return member;
        if (type is BoolType) return number == 0 ? "false" : "true";
        return number > 255 ? NumberWords.Hex(new(number), 2) : NumberWords.Of(number);
    }

    private FieldType? Find(Structure around, IEnumerable<string> path)
    {
        FieldType? found = null;
        Structure? structure = around;
        foreach (var name in path)
        {
            if (found is BitsFieldType bits)
                return protocol.Bits.FirstOrDefault(known => known.Name == bits.Bits)?.Parts.FirstOrDefault(part => part.Name == name)?.Enum is { } type ? new EnumFieldType(type, bits.Underlying) : null;
            found = structure?.Fields.FirstOrDefault(field => field.Name == name)?.Type;
            structure = found is StructType nested ? protocol.Structures.FirstOrDefault(known => known.Name == nested.Structure) : null;
        }

        return found;
    }

    /// <summary>A limit of a field, scaled as users see it.</summary>
    public string Scaled(FieldValue value, Field field)
    {
        if (value is not IntegerValue number || field.Meaning is not { IsScaled: true } meaning) return Of(value, field.Type);
        try
        {
            var scaled = ((decimal)meaning.Scale.Numerator / meaning.Scale.Denominator * (number.Value.IsNegative ? (long)number.Value.Bits : number.Value.Bits))
                + ((decimal)meaning.Offset.Numerator / meaning.Offset.Denominator);
            return Math.Round(scaled, 9).ToString("0.#########", CultureInfo.InvariantCulture);
        }
        catch (OverflowException)
        {
            return number.ToString();
        }
    }
}
