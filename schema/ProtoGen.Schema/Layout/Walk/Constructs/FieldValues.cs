using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk.Constructs;

/// <summary>Chooses the value that a present field is written with.</summary>
internal static class FieldValues
{
    /// <summary>The value on the wire; null, and a problem, where there is none.</summary>
    public static FieldValue? Choose(Field field, WritePlace at) => field.Derivation switch
    {
        ConstantDerivation constant => constant.Value,
        PartsDerivation => new StructValue(default),
        not null => at.Scope.Derived[field.Name],
        null => MeaningWalk.ToWire(field, at.Scope.Given(field.Name) ?? Default(field, at), at),
    };

    /// <summary>Reserved bytes are zero unless kept; a field that a later version brought may be left out.</summary>
    private static FieldValue? Default(Field field, WritePlace at) =>
        IsOptionalForUsers(field) ? DefaultOf(field.Type, at.Session.Context) : null;

    /// <summary>Whether a value needs not be given.</summary>
    public static bool IsOptionalForUsers(Field field) => field.Since is not null || (field.Property is null && field.Derivation is null);

    /// <summary>Zero, nothing, or as many of it as the type always has; null where nothing goes without saying.</summary>
    public static FieldValue? DefaultOf(FieldType type, WalkContext context) => type switch
    {
        FloatType => new FloatValue(0),
        BoolType => new BoolValue(false),
        CharType => new TextValue("\0"),
        TextType => new TextValue(""),
        BytesType bytes => new BytesValue(new byte[FixedCount(bytes.Size)].ToEquatableArray()),
        BcdType digits => new TextValue(new string('0', 2 * FixedCount(digits.Size))),
        BitListType bits => new ListValue(Repeat(new BoolValue(false), FixedCount(bits.Size))),
        ListType { InBytes: false } list when FixedCount(list.Size) is > 0 and var count =>
            DefaultOf(list.Element, context) is { } element ? new ListValue(Repeat(element, count)) : null,
        ListType => new ListValue(default),
        StructType nested => context.Structures[nested.Structure].Fields.Where(field => field.Derivation is null && field.Presence is null)
            .Select(field => (field.Name, Value: DefaultOf(field.Type, context))).ToList() is var fields && fields.All(field => field.Value is not null)
                ? new StructValue(fields.Select(field => new VectorValue(field.Name, field.Value!)).ToEquatableArray())
                : null,
        SwitchType or CodecType => null,
        _ => new IntegerValue(default),
    };

    private static int FixedCount(SizeRule size) => (size as FixedSize)?.Count ?? 0;

    private static EquatableArray<FieldValue> Repeat(FieldValue value, int count) => Enumerable.Repeat(value, count).ToEquatableArray();
}
