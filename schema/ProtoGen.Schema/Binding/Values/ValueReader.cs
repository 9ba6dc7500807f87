using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Values;

/// <summary>Reads a value's text by the type that expects it. One line a kind of field.</summary>
internal static class ValueReader
{
    /// <summary>Reads a value; null where the text does not fit, with the reason, which is empty where it was reported before.</summary>
    public static FieldValue? Read(FieldType type, TextSlice text, BindingScope scope, out string problem)
    {
        switch (type)
        {
            case IntegerType integer: return IntegerLiteral.Read(text, integer, out problem) is { } whole ? new IntegerValue(whole) : null;
            case VarintType varint: return IntegerLiteral.Read(text, varint.Value, out problem) is { } held ? new IntegerValue(held) : null;
            case FloatType number: return FloatLiteral.Read(text.Text, number, out problem);
            case BoolType: return ReadBool(text.Text, out problem);
            case CharType: return CharLiteral.Read(text, out problem);
            case EnumFieldType member: return EnumLiteral.Read(text, member, scope.EnumOf(member), out problem);
            case TextType characters: return TextLiteral.Read(text, characters, out problem);
            case BytesType bytes: return BytesLiteral.Read(text.Text, bytes, out problem);
            case BcdType digits: return BcdLiteral.Read(text, digits, out problem);
            case BitsFieldType bits: return IntegerLiteral.Read(text, bits.Underlying, out problem) is { } cut ? new IntegerValue(cut) : null;
            default: throw new NotSupportedException(type.GetType().Name);
        }
    }

    private static BoolValue? ReadBool(string text, out string problem)
    {
        problem = "true or false is expected";
        return text switch { "true" => new BoolValue(true), "false" => new BoolValue(false), _ => null };
    }
}
