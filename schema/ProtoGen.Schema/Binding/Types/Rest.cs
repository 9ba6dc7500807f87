using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Binding.Types;

/// <summary>Which fields take all that is left: only fields of fixed size may follow them.</summary>
internal static class Rest
{
    /// <summary>Whether a field does, its bound and its presence considered.</summary>
    public static bool TakesRest(Field field) =>
        field.Presence is OptionalTail || (field.Bound is { } bound ? bound.Size is RestSize : TakesRest(field.Type));

    /// <summary>Whether a type does where nothing bounds it.</summary>
    public static bool TakesRest(FieldType type) => type switch
    {
        TextType text => text.Size is RestSize,
        BytesType bytes => bytes.Size is RestSize,
        BcdType digits => digits.Size is RestSize,
        ListType list => list.Size is RestSize,
        StructType structure => structure.TakesRest,
        SwitchType choice => choice.Cases.Any(known => known.Type is { } held && TakesRest(held)) || (choice.Else?.Type is { } other && TakesRest(other)),
        _ => false,
    };
}
