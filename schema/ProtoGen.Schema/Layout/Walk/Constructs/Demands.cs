using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk.Constructs;

/// <summary>What is written needs other values to say so: a derived one is made to, a user's is checked.</summary>
internal static class Demands
{
    /// <summary>The value that says a size.</summary>
    public static void Size(ReferencedSize said, long size, WritePlace at)
    {
        var name = at.Scope.Walked.Name(said.Source);
        if (IsDemanded(said.Source, at) && said.Steps.AreInvertible())
        {
            if (said.Steps.Invert(size) is { } value) at.Scope.Demand(name, value, at.Path);
            else at.Fail($"has a size of {size}, which '{name}' has no value for");
        }
        else if (said.Steps.Apply(at.Scope.Walked.Resolve(said.Source)) != size)
        {
            at.Fail($"has a size of {size}, but '{name}' is {at.Scope.Walked.Find(said.Source)}");
        }
    }

    /// <summary>The value that chooses a case.</summary>
    public static void Tag(SwitchType type, SwitchCase chosen, WritePlace at)
    {
        var name = at.Scope.Walked.Name(type.Tag);
        if (!IsDemanded(type.Tag, at))
        {
            var tag = at.Scope.Walked.Find(type.Tag);
            if (!IsCaseOf(type, chosen, (long)tag.Bits)) at.Fail($"is {chosen.Name}, but '{name}' is {tag}");
        }
        else if (KeyOf(type, chosen, at) is { } key)
        {
            at.Scope.Demand(name, key, at.Path);
        }
        else
        {
            at.Fail($"is {chosen.Name}, which several values of '{name}' mean; give one of them");
        }
    }

    /// <summary>The tag that was given, although it is derived: it says which of several keys it is, or which width was chosen.</summary>
    public static long? GivenTag(SwitchType type, WritePlace at)
    {
        if (type.Tag is not OwnValue own || at.Scope.Given(own.Field) is not { } value) return null;
        if (own.Path.Count > 1) value = (value as StructValue)?.Fields.FirstOrDefault(part => part.Field == own.Path[1])?.Value ?? new AbsentValue();
        return value is AbsentValue ? null : (long?)Numbers.Of(value)?.Bits;
    }

    public static bool IsDemanded(ValueReference reference, WritePlace at) =>
        at.Scope.DerivationOf(reference) is SizeDerivation or TagDerivation or WidthDerivation;

    private static long? KeyOf(SwitchType type, SwitchCase chosen, WritePlace at)
    {
        if (chosen.Keys.Count == 1) return chosen.Keys[0];
        if (GivenTag(type, at) is { } tag && IsCaseOf(type, chosen, tag)) return tag;
        return at.Scope.DerivationOf(type.Tag) is WidthDerivation && chosen.Keys.Count > 0 ? chosen.Keys[0] : null;
    }

    private static bool IsCaseOf(SwitchType type, SwitchCase chosen, long tag) => type.Of(tag)?.Name == chosen.Name;
}
