using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk.Constructs;

/// <summary>The table of types: which file reads and writes what.</summary>
internal static class TypeWalk
{
    /// <summary>Reads a value and moves behind it; null, and a failure, where there is none.</summary>
    public static FieldValue? Read(FieldType type, ReadPlace at) => type switch
    {
        _ when NullWalk.Read(type, at) => new AbsentValue(),
        VarintType varint => VarintWalk.Read(varint, at),
        TextType text => TextWalk.Read(text, at),
        BytesType bytes => BytesWalk.Read(bytes, at),
        BcdType digits => BcdWalk.Read(digits, at),
        BitListType bits => BitListWalk.Read(bits, at),
        ListType list => ListWalk.Read(list, at),
        StructType nested => StructWalk.Read(nested, at),
        BitsFieldType bits => BitsWalk.Read(bits, at),
        SwitchType choice => SwitchWalk.Read(choice, at),
        CodecType codec => CodecWalk.Read(codec, at),
        _ => ScalarWalk.Read(type, at),
    };

    /// <summary>Writes a value, or takes down why it cannot be written.</summary>
    public static void Write(FieldType type, FieldValue value, WritePlace at)
    {
        switch (type, value)
        {
            case var _ when NullWalk.Write(type, value, at): break;
            case (VarintType varint, IntegerValue number): VarintWalk.Write(varint, number, at); break;
            case (TextType text, TextValue characters): TextWalk.Write(text, characters, at); break;
            case (BytesType bytes, BytesValue content): BytesWalk.Write(bytes, content, at); break;
            case (BcdType digits, TextValue characters): BcdWalk.Write(digits, characters, at); break;
            case (BitListType bits, ListValue items): BitListWalk.Write(bits, items, at); break;
            case (ListType list, ListValue items): ListWalk.Write(list, items, at); break;
            case (StructType nested, StructValue fields): StructWalk.Write(nested, fields, at); break;
            case (BitsFieldType bits, StructValue or IntegerValue): BitsWalk.Write(bits, value, at); break;
            case (SwitchType choice, _): SwitchWalk.Write(choice, value, at); break;
            case (CodecType codec, _): CodecWalk.Write(codec, value, at); break;
            case ({ FixedSize: not null }, _) when ScalarWalk.Fits(type, value): ScalarWalk.Write(type, value, at); break;
            default: at.Fail($"cannot be '{value}'"); break;
        }
    }
}
