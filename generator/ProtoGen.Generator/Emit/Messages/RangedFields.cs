using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>The fields whose beginning or end says something: the ends of ranges, and what a size is derived from.</summary>
/// <param name="Names">Their schema names, where bodies are written.</param>
/// <param name="Read">Their schema names, where bodies are read: a size was used there already.</param>
internal sealed record RangedFields(HashSet<string> Names, HashSet<string> Read)
{
    public static RangedFields Of(BodyPlan plan)
    {
        var (names, read) = (new HashSet<string>(), new HashSet<string>());
        foreach (var length in plan.Structure.Lengths)
        {
            if (RangeOf(length.Derivation) is not { } range) continue;
            names.UnionWith([range.First, range.Last]);
            read.UnionWith([range.First, range.Last]);
        }

        foreach (var field in plan.Structure.Fields)
        {
            foreach (var derivation in field.DerivedParts.Select(part => part.Derivation).Append(field.Derivation))
            {
                if (RangeOf(derivation) is { } range)
                {
                    names.UnionWith([range.First, range.Last]);
                    read.UnionWith([range.First, range.Last]);
                }
                else if (derivation is SizeDerivation sizes)
                {
                    foreach (var use in sizes.Uses) names.Add(use.Field);
                }
            }

            // The size of these is compared with a value that somebody else gave.
            if (field.Bound?.Size is ReferencedSize || Types.SizeChecks.Of(field.Type) is not null || IsBehindTail(plan.Structure, field)) names.Add(field.Name);
        }

        return new(names, read);
    }

    /// <summary>Whether it stands behind an optional tail, or is one.</summary>
    public static bool IsBehindTail(Structure structure, Field field)
    {
        foreach (var known in structure.Fields)
        {
            if (known.Presence is OptionalTail) return true;
            if (ReferenceEquals(known, field)) return false;
        }

        return false;
    }

    /// <summary>The range of a derivation.</summary>
    public static FieldRange? RangeOf(Derivation? derivation) => derivation switch
    {
        BytesDerivation bytes => bytes.Range,
        CheckDerivation check => check.Range,
        _ => null,
    };
}
