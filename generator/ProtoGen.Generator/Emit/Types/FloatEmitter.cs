using System.Globalization;
using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Types;

/// <summary>IEEE 754 numbers.</summary>
internal sealed class FloatEmitter(FloatType type) : TypeEmitter
{
    private string Primitive => type.Size == 4 ? "Single" : "Double";

    private string Order => type.Order == ByteOrder.Big ? "BigEndian" : "LittleEndian";

    public override string CSharpType => type.Size == 4 ? "float" : "double";

    public override string Format => $"f{type.Size * 8}, {(type.Order == ByteOrder.Big ? "big" : "little")}-endian";

    // == would make NaN unequal to itself, and two equal records unequal.
    public override string Equal(string left, string right) => $"{left}.Equals({right})";

    public override string Write(string value, Place place) =>
        $"{RuntimeNames.BinaryPrimitives}.Write{Primitive}{Order}({place.Slice}, {value});";

    public override string Read(Place place) => $"{RuntimeNames.BinaryPrimitives}.Read{Primitive}{Order}({place.Slice})";

    public override string Literal(FieldValue value)
    {
        var bits = ((FloatValue)value).Bits;
        return type.Size == 4
            ? $"global::System.BitConverter.UInt32BitsToSingle(0x{SingleBits(bits).ToString("X8", CultureInfo.InvariantCulture)})"
            : $"global::System.BitConverter.UInt64BitsToDouble(0x{bits.ToString("X16", CultureInfo.InvariantCulture)})";
    }

    public override (string Condition, string Error) Mismatch(FieldValue constant, Place place, FieldNames names, string offset) =>
        ($"!{Read(place)}.Equals({Literal(constant)})", $"{RuntimeNames.DecodeError}.NotConstantBytes({names.Path}, {offset})");

    private static int SingleBits(long doubleBits) =>
        BitConverter.ToInt32(BitConverter.GetBytes((float)BitConverter.Int64BitsToDouble(doubleBits)), 0);
}
