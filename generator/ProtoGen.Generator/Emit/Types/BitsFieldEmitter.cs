using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Types;

/// <summary>An integer cut into parts: in C# a struct over that integer.</summary>
internal sealed class BitsFieldEmitter(BitsFieldType type, TypeScope scope) : TypeEmitter
{
    private readonly IntegerEmitter _underlying = new(type.Underlying);

    /// <summary>The integer on the wire.</summary>
    public IntegerEmitter Underlying => _underlying;

    /// <summary>The parts.</summary>
    public BitsType Bits => scope.Types.Bits.First(known => known.Name == type.Bits);

    public override string CSharpType => scope.Full(type.Bits);

    public override string Format => $"{type.Bits}, bits of {_underlying.Format}";

    public override int? Size => type.Underlying.Size;

    public override bool IsPlain => true;

    public override string? Number(string value) => _underlying.Number($"{value}.Raw");

    /// <summary>The number in one part of a raw value that is a <c>long</c>.</summary>
    public string PartNumber(string raw, string part)
    {
        var known = Bits.Parts.First(candidate => candidate.Name == part);
        var low = known.Width == 64 ? raw : $"({raw} >> {known.Low}) & {Mask(known.Mask >> known.Low)}";
        return known.Width == 64 ? raw : $"({low})";
    }

    /// <summary>A mask as a literal.</summary>
    public static string Mask(ulong mask) => mask <= long.MaxValue
        ? "0x" + mask.ToString("X", System.Globalization.CultureInfo.InvariantCulture) + (mask > int.MaxValue ? "L" : "")
        : $"unchecked((long)0x{mask.ToString("X", System.Globalization.CultureInfo.InvariantCulture)}UL)";

    public override string FromNumber(string number) => $"new {CSharpType}({_underlying.FromNumber(number)})";

    public override (string Min, string Max) NumberRange => _underlying.NumberRange;

    public override string? Check(string value, FieldNames names) => _underlying.Check($"{value}.Raw", names);

    public override string Write(string value, Place place) => _underlying.Write($"{value}.Raw", place);

    public override string Read(Place place) => $"new {CSharpType}({_underlying.Read(place)})";

    public override string Literal(FieldValue value) => $"new {CSharpType}({_underlying.Literal(value)})";

    public override (string Condition, string Error) Mismatch(FieldValue constant, Place place, FieldNames names, string offset) =>
        _underlying.Mismatch(constant, place, names, offset);
}
