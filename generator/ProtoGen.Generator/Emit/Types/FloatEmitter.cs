using System.Globalization;
using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Types;

/// <summary>IEEE 754 numbers.</summary>
internal sealed class FloatEmitter(FloatType type) : TypeEmitter
{
    private string Primitive => type.Size switch { 2 => "Half", 4 => "Single", _ => "Double" };

    private string Order => type.Order == ByteOrder.Big ? "BigEndian" : "LittleEndian";

    public override string CSharpType => type.Size switch { 2 => "global::System.Half", 4 => "float", _ => "double" };

    public override string Format => $"f{type.Size * 8}, {(type.Order == ByteOrder.Big ? "big" : "little")}-endian";

    public override int? Size => type.Size;

    public override bool IsPlain => true;

    // == would make NaN unequal to itself, and two equal records unequal.
    public override string Equal(string left, string right) => $"{left}.Equals({right})";

    public override string Write(string value, Place place) =>
        $"{RuntimeNames.BinaryPrimitives}.Write{Primitive}{Order}({place.Slice}, {value});";

    public override string Read(Place place) => $"{RuntimeNames.BinaryPrimitives}.Read{Primitive}{Order}({place.Slice})";

    public override string Literal(FieldValue value)
    {
        // By its bits: a decimal literal would lose NaNs and the sign of zero.
        var bits = string.Concat(ValueBytes.Write(value, type with { Order = ByteOrder.Big }).Select(part => part.ToString("X2", CultureInfo.InvariantCulture)));
        return $"global::System.BitConverter.UInt{type.Size * 8}BitsTo{Primitive}(0x{bits})";
    }

    public override (string Condition, string Error) Mismatch(FieldValue constant, Place place, FieldNames names, string offset) =>
        ($"!{Read(place)}.Equals({Literal(constant)})", $"{RuntimeNames.DecodeError}.NotConstantBytes({names.Path}, {offset}, out error)");
}
