using ProtoGen.Schema.Model;
using ProtoGen.Tool.Wording;

namespace ProtoGen.Tool.Comparing;

/// <summary>What stands on a field: presence, alignment, bound, derivation, meaning, name.</summary>
internal sealed class FieldComparison(TypeComparison types, Protocol before, Protocol after, ChangeList changes)
{
    private readonly FieldWords _before = new(before);
    private readonly FieldWords _after = new(after);

    public void Compare(string path, Field old, Structure oldAround, Field now, Structure nowAround, FieldPairs pairs)
    {
        if (old.Name != now.Name) changes.Source(path, $"{old.Name} is now called {now.Name}", "Code that names it must change.");
        else ComparePropertyName(path, old, now);
        changes.Text(path, "documentation", old.Doc, now.Doc);
        ComparePresence(path, old, oldAround, now, nowAround, pairs);
        if (old.Align != now.Align) changes.Wire(path, $"align {old.Align} is now {now.Align}", "Other bytes stand before it.");
        CompareBounds(path, old.Bound, now.Bound, pairs);
        types.Compare(path, old.Type, now.Type, pairs);
        CompareDerivation(path, old.Derivation, old.Verify, now.Derivation, now.Verify, () => (_before.Derivation(old.Derivation, old.Type, oldAround), _after.Derivation(now.Derivation, now.Type, nowAround)), pairs);
        CompareParts(path, old, oldAround, now, nowAround, pairs);
        MeaningComparison.Compare(path, old, now, changes);
        CompareSpelling(path, old, now);
        CompareLife(path, old, now);
    }

    private void ComparePropertyName(string path, Field old, Field now)
    {
        if (old.Property == now.Property || (old.Derivation is null) != (now.Derivation is null)) return;
        if (now.Property is null || old.Property is null) changes.Source(path, now.Property is null ? "it has no property any more" : "it has a property now", "Code that names or makes it must change.");
        else changes.Name(path, old.Property, now.Property);
    }

    private void ComparePresence(string path, Field old, Structure oldAround, Field now, Structure nowAround, FieldPairs pairs)
    {
        var (was, isNow) = (old.Presence is Conditional condition ? Renamed(condition, pairs) : old.Presence, now.Presence);
        if (Equals(was, isNow)) return;
        var what = $"it was {_before.Presence(old, oldAround) ?? "always there"}, and is {_after.Presence(now, nowAround) ?? "always there"}";
        if (was is null && isNow is OptionalTail) changes.Reader(path, what, "An old peer misses it where it is left out.");
        else changes.Wire(path, what, "Old bytes have it where it is not expected, or the other way round.");
    }

    private static Conditional Renamed(Conditional condition, FieldPairs pairs) =>
        new(condition.Terms.Select(term => term with { Value = SizeComparison.Renamed(term.Value, pairs) }).ToEquatableArray());

    private void CompareBounds(string path, Bound? old, Bound? now, FieldPairs pairs)
    {
        if (old is null && now is null) return;
        if (old is null || now is null || !SizeComparison.Same(old.Size, now.Size, pairs)) changes.Wire(path, "its limit in bytes changed", "It ends elsewhere, or other bytes say where.");
        else types.CompareTrailing(path, old.Trailing, now.Trailing);
    }

    private void CompareDerivation(string path, Derivation? old, bool oldVerify, Derivation? now, bool nowVerify, Func<(string? Before, string? After)> words, FieldPairs pairs)
    {
        if (!Equals(Plain(old, pairs), Plain(now, pairs)))
        {
            var (was, isNow) = words();
            var what = $"{was ?? "set by the user"}: now {isNow ?? "set by the user"}";
            if (IsStructural(old) && IsStructural(now)) changes.Source(path, what, "Who sets it changed, not what it says.");
            else if (IsStructural(now)) changes.Reader(path, what, "An old peer refuses other values.");
            else if (!nowVerify) changes.Reader(path, what, "It is not judged here, but an old peer judges it.");
            else changes.Wire(path, what, "Other values are refused now.");
        }
        else if (!oldVerify && nowVerify)
        {
            changes.Wire(path, "it is verified now", "Wrong values were accepted.");
        }
        else if (oldVerify && !nowVerify)
        {
            changes.Safe(path, "it is no longer verified", "What is sent is right as before.");
        }
    }

    /// <summary>Whether any value that reads well is accepted: nothing is compared with what it should be.</summary>
    private static bool IsStructural(Derivation? derivation) =>
        derivation is null or SizeDerivation or PresenceDerivation or TagDerivation or WidthDerivation or IdDerivation or PartsDerivation;

    /// <summary>Without what other changes tell: which fields use a size, and their names.</summary>
    private static Derivation? Plain(Derivation? derivation, FieldPairs pairs) => derivation switch
    {
        SizeDerivation or PresenceDerivation or TagDerivation or WidthDerivation => new PartsDerivation(),
        BytesDerivation counted => counted with { Range = SizeComparison.Renamed(counted.Range, pairs) },
        MessageBytesDerivation counted => counted with { Range = SizeComparison.Renamed(counted.Range, pairs) },
        PresentDerivation counted => counted with { Range = SizeComparison.Renamed(counted.Range, pairs) },
        CheckDerivation check => check with { Range = SizeComparison.Renamed(check.Range, pairs) },
        ElementsDerivation counted => counted with { List = pairs.Renamed(counted.List) },
        RepeatDerivation repeated => repeated with { Source = SizeComparison.Renamed(repeated.Source, pairs) },
        _ => derivation,
    };

    private void CompareParts(string path, Field old, Structure oldAround, Field now, Structure nowAround, FieldPairs pairs)
    {
        foreach (var name in old.DerivedParts.Concat(now.DerivedParts).Select(part => part.Part).Distinct())
        {
            var (was, isNow) = (old.DerivedParts.FirstOrDefault(part => part.Part == name), now.DerivedParts.FirstOrDefault(part => part.Part == name));
            CompareDerivation($"{path}.{name}", was?.Derivation, was?.Verify ?? true, isNow?.Derivation, isNow?.Verify ?? true,
                () => (was is null ? null : _before.Derivation(was, old, oldAround), isNow is null ? null : _after.Derivation(isNow, now, nowAround)), pairs);
        }
    }

    private void CompareSpelling(string path, Field old, Field now)
    {
        if (old.KeepsSpelling && !now.KeepsSpelling) changes.Wire(path, "only the shortest spelling is legal now", "Longer ones were accepted.");
        if (!old.KeepsSpelling && now.KeepsSpelling) changes.Reader(path, "longer spellings are kept now", "An old peer refuses them when they are written again.");
    }

    private void CompareLife(string path, Field old, Field now)
    {
        if (old.MayBeLeftOut && !now.MayBeLeftOut) changes.Source(path, "it must be given in new records", "Code that leaves it out must change.");
        else if (old.Life != now.Life && old.Life.Removed == now.Life.Removed) changes.Safe(path, "its life changed", "The compiler may warn; bytes and names stay.");
    }
}
