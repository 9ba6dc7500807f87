using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk;

/// <summary>Reads and writes the bytes of one field, a length prefix excluded. One line a type each way.</summary>
public static class ValueBytes
{
    /// <summary>The value of <paramref name="size"/> bytes; null, and the reason, where they are no value of the type.</summary>
    public static FieldValue? Read(byte[] bytes, int offset, int size, FieldType type, out string problem)
    {
        problem = "";
        switch (type)
        {
            case IntegerType integer: return new IntegerValue(IntegerBytes.Read(bytes, offset, integer));
            case EnumFieldType member: return new IntegerValue(IntegerBytes.Read(bytes, offset, member.Underlying));
            case FloatType number: return FloatBytes.Read(bytes, offset, number);
            case CharType: return new TextValue(((char)bytes[offset]).ToString());
            case BytesType: return new BytesValue(bytes.Skip(offset).Take(size).ToEquatableArray());
            case TextType text:
                problem = $"is not {TextBytes.NameOf(text.Encoding)} text";
                return TextBytes.Decode(Trim(bytes, offset, size, text), text.Encoding) is { } read ? new TextValue(read) : null;
            case BoolType:
                problem = $"is {bytes[offset]}, but a bool is 0 or 1";
                return bytes[offset] <= 1 ? new BoolValue(bytes[offset] == 1) : null;
            default: throw new NotSupportedException(type.GetType().Name);
        }
    }

    /// <summary>The bytes of a value that fits its type; padding included.</summary>
    public static byte[] Write(FieldValue value, FieldType type) => (value, type) switch
    {
        (IntegerValue integer, IntegerType whole) => IntegerBytes.Write(integer.Value, whole),
        (IntegerValue integer, EnumFieldType member) => IntegerBytes.Write(integer.Value, member.Underlying),
        (IntegerValue integer, VarintType varint) => VarintBytes.Write(integer.Value, varint),
        (FloatValue number, FloatType size) => FloatBytes.Write(number, size),
        (TextValue { Value: [<= '\u00ff' and var character] }, CharType) => [(byte)character],
        (BytesValue bytes, BytesType) => [.. bytes.Value],
        (TextValue text, TextType characters) => Pad(TextBytes.Encode(text.Value, characters.Encoding) ?? throw Unfit(value, type), characters),
        (BoolValue truth, BoolType) => [truth.Value ? (byte)1 : (byte)0],
        _ => throw Unfit(value, type),
    };

    private static byte[] Trim(byte[] bytes, int offset, int size, TextType type)
    {
        while (type.Size is FixedSize && size > 0 && bytes[offset + size - 1] == type.Pad) size--;
        return [.. bytes.Skip(offset).Take(size)];
    }

    private static byte[] Pad(byte[] bytes, TextType type) =>
        type.Size is FixedSize known ? [.. bytes, .. Enumerable.Repeat(type.Pad, Math.Max(0, known.Count - bytes.Length))] : bytes;

    private static ArgumentException Unfit(FieldValue value, FieldType type) => new($"'{value}' is no value of {type}");
}
