using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout;

/// <summary>The size that the cases of a switch have in common: how big whatever it holds is.</summary>
public static class CaseSizes
{
    /// <summary>
    /// The value that is the size of every case with something in it, if it can be found from that size; null where a case has another,
    /// or uses the value for something else as well.
    /// </summary>
    public static ValueReference? CaseSize(this SwitchType type)
    {
        var held = type.AllCases.Select(known => known.Type).OfType<FieldType>().ToList();
        if (held.FirstOrDefault()?.SizeRule() is not ReferencedSize { Source: var source }) return null;
        return held.All(known => IsSaidBy(known, source)) ? source : null;
    }

    /// <summary>Whether a case holds nothing, so that it says no size.</summary>
    public static bool HasEmptyCase(this SwitchType type) => type.AllCases.Any(known => known.Type is null);

    /// <summary>Whether a switch holds one number, in one of several widths.</summary>
    public static bool IsNumber(this SwitchType type) => type.Else is null && type.Cases.Count > 0 && type.Cases.All(known => known.Type is IntegerType { Signed: false });

    /// <summary>The widest of the integers of a number of several widths.</summary>
    public static IntegerType Widest(this SwitchType type) => type.Cases.Select(known => (IntegerType)known.Type!).OrderByDescending(known => known.Size).First();

    private static bool IsSaidBy(FieldType held, ValueReference source) =>
        held.SizeRule() is ReferencedSize said && said.Source.Equals(source) && said.Steps.AreInvertible() && !IsUsedInside(held, source);

    private static bool IsUsedInside(FieldType type, ValueReference source) => type switch
    {
        ListType { Element: var element } => IsSizeOf(element, source) || IsUsedInside(element, source),
        StructType structure => structure.Arguments.Contains(source),
        SwitchType choice => choice.Tag.Equals(source) || choice.AllCases.Any(known => known.Type is { } held && (IsSizeOf(held, source) || IsUsedInside(held, source))),
        _ => false,
    };

    private static bool IsSizeOf(FieldType type, ValueReference source) => type.SizeRule() is ReferencedSize said && said.Source.Equals(source);
}
