using ProtoGen.Schema.Layout.Walk.Constructs;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk;

/// <summary>Reads and writes the bytes of one value of fixed size. One line a type each way.</summary>
public static class ValueBytes
{
    /// <summary>The value of the bytes at an offset, which are there; null, and the reason, where they are no value of the type.</summary>
    public static FieldValue? Read(byte[] bytes, int offset, FieldType type, out string problem)
    {
        problem = "";
        switch (type)
        {
            case IntegerType integer: return new IntegerValue(IntegerBytes.Read(bytes, offset, integer));
            case EnumFieldType member: return new IntegerValue(IntegerBytes.Read(bytes, offset, member.Underlying));
            case FloatType number: return FloatBytes.Read(bytes, offset, number);
            case CharType: return new TextValue(((char)bytes[offset]).ToString());
            case BoolType:
                problem = $"is {bytes[offset]}, but a bool is 0 or 1";
                return bytes[offset] <= 1 ? new BoolValue(bytes[offset] == 1) : null;
            default: throw new NotSupportedException(type.GetType().Name);
        }
    }

    /// <summary>The bytes of a value that fits its type.</summary>
    public static byte[] Write(FieldValue value, FieldType type) => (value, type) switch
    {
        (IntegerValue integer, IntegerType whole) => IntegerBytes.Write(integer.Value, whole),
        (IntegerValue integer, EnumFieldType member) => IntegerBytes.Write(integer.Value, member.Underlying),
        (IntegerValue integer, BitsFieldType bits) => IntegerBytes.Write(integer.Value, bits.Underlying),
        (FloatValue number, FloatType size) => FloatBytes.Write(number, size),
        (TextValue { Value: [<= '\u00ff' and var character] }, CharType) => [(byte)character],
        (BoolValue truth, BoolType) => [truth.Value ? (byte)1 : (byte)0],
        (TextValue text, TextType { Size: FixedSize size } padded) => Padding.Fill(TextBytes.Encode(text.Value, padded.Encoding)!, padded, size.Count),
        (TextValue digits, BcdType { Size: FixedSize size }) => BcdWalk.Pack(digits.Value, size.Count),
        (BytesValue bytes, BytesType { Size: FixedSize }) => [.. bytes.Value],
        _ => throw new ArgumentException($"'{value}' is no value of {type}"),
    };
}
