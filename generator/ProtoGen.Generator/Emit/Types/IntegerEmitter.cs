using System.Globalization;
using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Types;

/// <summary>Integers: the platform's primitives where they exist, packed bytes for the other widths.</summary>
internal sealed class IntegerEmitter(IntegerType type) : TypeEmitter
{
    private string Order => type.Order == ByteOrder.Big ? "BigEndian" : "LittleEndian";

    private bool IsPrimitive => type.Size is 1 or 2 or 4 or 8;

    public override string CSharpType => CSharp(type);

    public override string Format => type.Size == 1 ? type.Name : $"{type.Name}, {(type.Order == ByteOrder.Big ? "big" : "little")}-endian";

    public override int? Size => type.Size;

    public override bool IsPlain => true;

    /// <summary>The integer on the wire.</summary>
    public IntegerType Type => type;

    public override string? Number(string value) => type is { Size: > 4, Signed: false } ? $"unchecked((long){value})" : $"(long){value}";

    public override string FromNumber(string number) => $"unchecked(({CSharpType}){number})";

    public override (string Min, string Max) NumberRange => Range(type);

    /// <summary>The smallest and the largest value as a <c>long</c>.</summary>
    public static (string Min, string Max) Range(IntegerType type) =>
        (type.Signed && type.Size == 8 ? "long.MinValue" : type.Min.ToString(), type.Size == 8 ? "long.MaxValue" : type.Max.ToString());

    public override string? Check(string value, FieldNames names)
    {
        if (IsPrimitive) return null;
        return type.Signed
            ? $"{RuntimeNames.PackedInteger}.Check({value}, {type.Min}, {type.Max}, {names.Arguments});"
            : $"{RuntimeNames.PackedInteger}.Check({value}, {type.Max}, {names.Arguments});";
    }

    public override string Write(string value, Place place) => type.Size switch
    {
        1 when type.Signed => $"{place.Byte} = unchecked((byte){value});",
        1 => $"{place.Byte} = {value};",
        2 or 4 or 8 => $"{RuntimeNames.BinaryPrimitives}.Write{PrimitiveName(type)}{Order}({place.Slice}, {value});",
        _ => $"{RuntimeNames.PackedInteger}.Write{Order}({place.Slice}, {(type.Signed ? value : $"unchecked((long){value})")});",
    };

    public override string Read(Place place) => type.Size switch
    {
        1 when type.Signed => $"unchecked((sbyte){place.Byte})",
        1 => place.Byte,
        2 or 4 or 8 => $"{RuntimeNames.BinaryPrimitives}.Read{PrimitiveName(type)}{Order}({place.Slice})",
        _ => $"unchecked(({CSharpType}){RuntimeNames.PackedInteger}.Read{(type.Signed ? "Signed" : "Unsigned")}{Order}({place.Slice}))",
    };

    public override string Literal(FieldValue value) => Literal(type, ((IntegerValue)value).Value);

    public override (string Condition, string Error) Mismatch(FieldValue constant, Place place, FieldNames names, string offset)
    {
        var literal = Literal(constant);
        var read = Read(place);
        return ($"{read} != {literal}",
            $"{RuntimeNames.DecodeError}.NotConstant({names.Path}, {offset}, unchecked((long){Parenthesize(literal)}), unchecked((long){read}), out error)");
    }

    /// <summary>The C# type that holds every value.</summary>
    public static string CSharp(IntegerType type) => type.Size switch
    {
        1 => type.Signed ? "sbyte" : "byte",
        2 => type.Signed ? "short" : "ushort",
        <= 4 => type.Signed ? "int" : "uint",
        _ => type.Signed ? "long" : "ulong",
    };

    /// <summary>A literal of that type, in the form the schema's readers know from their specifications.</summary>
    public static string Literal(IntegerType type, WireInteger value)
    {
        if (value.IsNegative) return value.Bits == 1UL << 63 ? "long.MinValue" : value.ToString();
        var suffix = value.Bits > long.MaxValue ? "UL" : "";
        return value.Bits < 10 ? value + suffix : "0x" + value.Bits.ToString("X" + (type.Size * 2), CultureInfo.InvariantCulture) + suffix;
    }

    private static string Parenthesize(string literal) => literal[0] == '-' ? $"({literal})" : literal;

    private static string PrimitiveName(IntegerType type) => (type.Signed ? "Int" : "UInt") + (type.Size * 8);
}
