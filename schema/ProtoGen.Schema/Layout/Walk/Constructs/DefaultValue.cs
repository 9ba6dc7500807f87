using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk.Constructs;

/// <summary>The value of a field that nobody gives: zero, nothing, or as many of it as the type always has.</summary>
internal static class DefaultValue
{
    /// <summary>The value; null where nothing goes without saying.</summary>
    public static FieldValue? Of(FieldType type, WalkContext context) => type switch
    {
        FloatType => new FloatValue(0),
        BoolType => new BoolValue(false),
        CharType => new TextValue("\0"),
        TextType => new TextValue(""),
        BytesType bytes => new BytesValue(new byte[FixedCount(bytes.Size)].ToEquatableArray()),
        BcdType digits => new TextValue(new string('0', 2 * FixedCount(digits.Size))),
        BitListType bits => Repeat(new BoolValue(false), FixedCount(bits.Size)),
        ListType { InBytes: false } list when FixedCount(list.Size) is > 0 and var count => Of(list.Element, context) is { } each ? Repeat(each, count) : null,
        ListType => new ListValue(default),
        StructType nested => OfStruct(context.Structures[nested.Structure], context),
        SwitchType or CodecType => null,
        _ => new IntegerValue(default),
    };

    /// <summary>What is derived or may be absent is left out.</summary>
    private static StructValue? OfStruct(Structure structure, WalkContext context)
    {
        var values = new List<VectorValue>();
        foreach (var field in structure.Fields.Where(field => field.Derivation is null && field.Presence is null))
        {
            if (Of(field.Type, context) is not { } value) return null;
            values.Add(new(field.Name, value));
        }

        return new(values.ToEquatableArray());
    }

    private static int FixedCount(SizeRule size) => (size as FixedSize)?.Count ?? 0;

    private static ListValue Repeat(FieldValue value, int count) => new(Enumerable.Repeat(value, count).ToEquatableArray());
}
