using System.Globalization;
using ProtoGen.Generator.Emit.Types;
using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Protocols.Frames;

/// <summary>How the fields of a layout are said in C#, wherever they stand.</summary>
internal sealed class FieldCode(FramingPlan plan)
{
    /// <summary>What a field holds: its type, or that of the cases of a switch, which are of one kind.</summary>
    public static FieldType Held(FieldType type) => type is SwitchType choice ? choice.Cases[0].Type! : type;

    /// <summary>The emitter of a field's type, that of the integer for bits.</summary>
    public TypeEmitter Emitter(Field field) => TypeEmitter.For(field.Type is BitsFieldType bits ? bits.Underlying : Held(field.Type), plan.Namespace);

    /// <summary>The C# type of a field's property.</summary>
    public string CSharpType(Field field) => Held(field.Type) switch
    {
        BitsFieldType bits => $"global::{plan.Namespace}.{bits.Bits}",
        BcdType => "string",
        _ => Emitter(field).CSharpType,
    };

    /// <summary>How a field is described.</summary>
    public string Format(Field field) => field.Type switch
    {
        BitsFieldType bits => $"{bits.Bits}, bits of {new IntegerEmitter(bits.Underlying).Format}",
        BcdType when field.Type is SwitchType => "decimal digits",
        IntegerType when field.Type is SwitchType number => string.Join(" or ", number.Cases.Select(known => new IntegerEmitter((IntegerType)known.Type!).Format)) + $" by {number.Tag}",
        BcdType digits => $"{digits.FixedSize * 2} decimal digits",
        _ => Emitter(field).Format,
    };

    /// <summary>The expression that reads a field's property.</summary>
    /// <param name="field">The field.</param>
    /// <param name="span">The local that holds the bytes.</param>
    /// <param name="spot">Where the field begins.</param>
    /// <param name="slice">The field's bytes.</param>
    public string Read(Field field, string span, Spot spot, string slice)
    {
        var place = new Place(span, spot.ToString(), field.Type.FixedSize ?? 0);
        switch (Held(field.Type))
        {
            case BitsFieldType bits:
                var read = ReadInteger(field, span, spot);
                var own = ~field.DerivedParts.Aggregate(0UL, (mask, part) => mask | Part(field, part.Part).Mask) & (ulong.MaxValue >> (64 - (bits.Underlying.Size * 8)));
                return field.DerivedParts.Count == 0
                    ? $"new {CSharpType(field)}({read})"
                    : $"new {CSharpType(field)}(unchecked(({IntegerEmitter.CSharp(bits.Underlying)})({read} & 0x{own.ToString("X", CultureInfo.InvariantCulture)})))";
            case BcdType: return $"{Bcd}.TryRead({slice}, filled: false, out var {Text(field)}) ? {Text(field)} : \"\"";
            case TextType: return $"{((TextEmitter)Emitter(field)).TryRead(((TextEmitter)Emitter(field)).Trim(slice), Text(field))} ? {Text(field)} : \"\"";
            case StructType: return $"{StructCodec}.TryRead{((StructFieldEmitter)Emitter(field)).Codec}({span}, default, {Names(field).Path}, {spot}, out var {Text(field)}, out _) ? {Text(field)} : default";
            case BytesType: return $"{WireBytes}.Read({slice})";
            default: return Emitter(field).Read(place);
        }
    }

    /// <summary>The statement that writes a value.</summary>
    /// <param name="field">The field.</param>
    /// <param name="value">The expression of the value.</param>
    /// <param name="span">The local that takes the bytes.</param>
    /// <param name="spot">Where the field begins.</param>
    /// <param name="size">The expression of its bytes.</param>
    public string Write(Field field, string value, string span, Spot spot, string size)
    {
        var slice = $"{span}.Slice({spot}, {size})";
        return Held(field.Type) switch
        {
            BcdType => $"{HeaderValues}.WriteDigits({value}, {slice});",
            BytesType => $"{HeaderValues}.WriteBytes({value}, {slice});",
            TextType when field.Type is SwitchType => ((TextEmitter)Emitter(field)).Write(value, new(span, spot.ToString(), 0)).Replace(", 0)", $", {size})"),
            _ => Emitter(field).Write(value, new(span, spot.ToString(), field.Type.FixedSize ?? 0)),
        };
    }

    /// <summary>The statement that refuses a value which the wire cannot hold; null where there is none.</summary>
    /// <param name="field">The field.</param>
    /// <param name="value">The expression of the value.</param>
    /// <param name="size">The expression of its bytes.</param>
    public string? Check(Field field, string value, string size) => Held(field.Type) switch
    {
        BcdType => $"{HeaderValues}.CheckDigits({value}, {size}, {Names(field).Arguments});",
        BytesType => $"{HeaderValues}.CheckBytes({value}, {size}, {Names(field).Arguments});",
        BitsFieldType or VarintType => null,
        TextType when field.Type is SwitchType => Emitter(field).Check(value, Names(field))!.Replace($", {Held(field.Type).FixedSize}, ", $", {size}, "),
        _ => Emitter(field).Check(value, Names(field)),
    };

    private static string Text(Field field) => CSharpNames.Local(Pascal(field)) + "Text";

    /// <summary>What errors call a field.</summary>
    public static FieldNames Names(Field field) => new("Frame", field.Name);

    /// <summary>What locals of a field are called after.</summary>
    public static string Pascal(Field field)
    {
        var letters = new string([.. field.Name.Where(char.IsLetterOrDigit)]);
        return field.Property ?? char.ToUpperInvariant(letters[0]) + letters.Substring(1);
    }

    /// <summary>The property of the header, also of a field that is kept without being shown.</summary>
    public static string Property(Field field) => field.Property ?? "Reserved" + Pascal(field);

    /// <summary>The integer of a field that is one, whatever it is called.</summary>
    public static IntegerType? Integer(FieldType type) => type switch
    {
        IntegerType integer => integer,
        EnumFieldType named => named.Underlying,
        BitsFieldType bits => bits.Underlying,
        BoolType or CharType => new(1, Signed: false, ByteOrder.Big),
        VarintType varint => varint.Value,
        SwitchType number when number.IsNumber() => number.Widest(),
        _ => null,
    };

    /// <summary>The part of a bits field.</summary>
    public BitsPart Part(Field field, string name)
    {
        var bits = ((BitsFieldType)field.Type).Bits;
        return plan.Bits.First(known => known.Name == bits).Parts.First(part => part.Name == name);
    }

    /// <summary>The bytes that a field takes at a place as its integer, before it is an enum or a bool.</summary>
    public static string ReadInteger(Field field, string span, Spot spot) =>
        new IntegerEmitter(Integer(field.Type)!).Read(new(span, spot.ToString(), Integer(field.Type)!.Size));

    /// <summary>The number of a part in the integer it is cut from.</summary>
    public static string Cut(string integer, BitsPart part, IntegerType underlying)
    {
        var shifted = part.Low == 0 ? integer : $"({integer} >> {part.Low})";
        if (part.Low + part.Width == underlying.Size * 8) return part.Low == 0 ? integer : shifted;
        return $"({shifted} & {Mask(part.Width)})";
    }

    /// <summary>The mask of bits at the low end.</summary>
    public static string Mask(int width) => "0x" + (ulong.MaxValue >> (64 - width)).ToString("X", CultureInfo.InvariantCulture);

    /// <summary>The comment above a field's read or write.</summary>
    public string Comment(Field field)
    {
        var format = Format(field);
        var meaning = field.Derivation switch
        {
            ConstantDerivation constant => $", always {Emitter(field).Literal(constant.Value)}",
            BytesDerivation counted => $", counts {counted.Range}{counted.Steps.Text()}",
            CheckDerivation check => $", {check.Checksum.Name} over {check.Range}{(check.HasExtra ? " and the message's extra bytes" : "")}",
            SizeDerivation => ", counts the body",
            RepeatDerivation repeated => $", repeats {repeated.Source}",
            _ => "",
        };
        var parts = string.Concat(field.DerivedParts.Select(part => part.Derivation switch
        {
            IdDerivation => $", {part.Part} is the id",
            BytesDerivation counted => $", {part.Part} counts {counted.Range}{counted.Steps.Text()}",
            SizeDerivation => $", {part.Part} counts the body",
            PresenceDerivation => $", {part.Part} says what follows",
            ConstantDerivation constant => $", {part.Part} is always {constant.Value}",
            _ => "",
        }));
        return $"// {field.Name}: {format}{meaning}{parts}";
    }
}
