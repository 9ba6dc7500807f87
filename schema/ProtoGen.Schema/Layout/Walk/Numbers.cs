using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk;

/// <summary>Between numbers, in which sizes, conditions and tags are said, and the values of fields.</summary>
internal static class Numbers
{
    /// <summary>Whether the values of a type are numbers.</summary>
    public static bool Are(FieldType type) => type is IntegerType or EnumFieldType or VarintType or BoolType or CharType or BitsFieldType or SwitchType;

    /// <summary>The number that a value is; null where it is none.</summary>
    public static WireInteger? Of(FieldValue value) => value switch
    {
        IntegerValue integer => integer.Value,
        BoolValue truth => new(truth.Value ? 1L : 0L),
        TextValue { Value: { Length: 1 } character } => new((long)character[0]),
        AbsentValue => new(0L),
        CaseValue { Value: { } held } => Of(held),
        _ => null,
    };

    /// <summary>The value of a type that is a number; null where the type cannot hold it.</summary>
    /// <param name="type">The type.</param>
    /// <param name="number">The number.</param>
    /// <param name="isPattern">Whether the number is a pattern of bits, so that its sign is the type's to say.</param>
    public static FieldValue? ToValue(FieldType type, WireInteger number, bool isPattern) => type switch
    {
        IntegerType integer => ToInteger(integer, number, isPattern),
        EnumFieldType named => ToInteger(named.Underlying, number, isPattern),
        VarintType varint => ToInteger(varint.Value, number, isPattern),
        BitsFieldType bits => ToInteger(bits.Underlying, number, isPattern),
        BoolType => number.Bits <= 1 ? new BoolValue(number.Bits == 1) : null,
        CharType => number is { IsNegative: false, Bits: <= 0xFF } ? new TextValue(((char)number.Bits).ToString()) : null,
        SwitchType => new IntegerValue(number),
        _ => null,
    };

    private static IntegerValue? ToInteger(IntegerType type, WireInteger number, bool isPattern)
    {
        var unused = 64 - (type.Size * 8);
        var value = isPattern && type.Signed ? new WireInteger((long)(number.Bits << unused) >> unused) : number;
        return type.Holds(value) ? new(value) : null;
    }
}
