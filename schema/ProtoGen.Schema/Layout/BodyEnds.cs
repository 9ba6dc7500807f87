using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout;

/// <summary>Whether the end of a body can be found in bytes of which more may still come: by sizes, prefixes and marks alone.</summary>
public static class BodyEnds
{
    /// <summary>The first field whose end cannot be found so; null where all can.</summary>
    public static Field? FirstOpen(IEnumerable<Field> fields) => fields.FirstOrDefault(field => !CanSkip(field));

    private static bool CanSkip(Field field)
    {
        if (field.Presence is not (null or Conditional) || field.Align > 1 || field.Bound is not null) return false;
        if (field.Presence is Conditional { Terms: var terms } && terms.Any(term => term.Value is not OwnValue)) return false;
        if (field.Type.FixedSize is not null || field.Type is VarintType) return true;
        return field.Type switch
        {
            TextType { Size: var size } => IsKnown(size),
            BytesType { Size: var size } => IsKnown(size),
            BcdType { Size: var size } => IsKnown(size),
            ListType { Size: var size, Element.FixedSize: not null } => IsKnown(size) && size is not TerminatedSize,
            _ => false,
        };
    }

    private static bool IsKnown(SizeRule size) => size switch
    {
        PrefixedSize or VarintPrefixedSize or TerminatedSize => true,
        ReferencedSize { Source: OwnValue, Steps: var steps } => steps.All(step => step.Operator is ArithmeticOperator.Add or ArithmeticOperator.Subtract or ArithmeticOperator.Multiply),
        _ => false,
    };
}
