using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Comparing;

/// <summary>Compares structures and the types of their fields. A struct is compared once, however often it is used.</summary>
internal sealed class TypeComparison
{
    private readonly HashSet<(string, string)> _structs = [];
    private readonly HashSet<(string, string)> _bits = [];
    private readonly Protocol _before;
    private readonly Protocol _after;
    private readonly ChangeList _changes;
    private readonly FieldComparison _fields;
    private readonly OpenEnds _ends;
    private readonly Wording.TypeWords _wordsBefore;
    private readonly Wording.TypeWords _wordsAfter;

    public TypeComparison(Protocol before, Protocol after, ChangeList changes)
    {
        (_before, _after, _changes) = (before, after, changes);
        _fields = new(this, before, after, changes);
        (_ends, _wordsBefore, _wordsAfter) = (new(before), new(before), new(after));
    }

    public void Compare(string path, Structure old, Structure now)
    {
        var pairs = FieldPairs.Of([.. old.Fields], [.. now.Fields]);
        var isMoved = pairs.Pairs.Where(pair => pair.After is null).Select(pair => pair.Before!.Name).Intersect(pairs.Pairs.Where(pair => pair.Before is null).Select(pair => pair.After!.Name)).ToHashSet(StringComparer.Ordinal);
        foreach (var (before, after) in pairs.Pairs)
        {
            if (before is not null && after is not null) _fields.Compare($"{path}.{after.Name}", before, old, after, now, pairs);
            else if (before is not null && isMoved.Contains(before.Name)) _changes.Wire($"{path}.{before.Name}", "it stands elsewhere", "The same bytes are read as other fields.");
            else if (before is not null) CompareGone(path, before, pairs, now);
            else if (!isMoved.Contains(after!.Name)) CompareNew(path, after, pairs, old, now);
        }

        CompareEnd(path, old, now);
    }

    private void CompareGone(string path, Field gone, FieldPairs pairs, Structure now)
    {
        var isLast = pairs.Pairs.SkipWhile(pair => pair.Before != gone).Skip(1).All(pair => pair.Before is null);
        var where = $"{path}.{gone.Name}";
        if (!isLast || now.Trailing == Trailing.Error) _changes.Wire(where, "the field is gone", "Its bytes are read as what follows, or are too many.");
        else if (gone.Presence is OptionalTail) _changes.Source(where, "the field is gone", "Its bytes are left over, as others are; code that names it must change.");
        else _changes.Reader(where, "the field is gone", "Its bytes are left over, as others are; an old peer misses them.");
    }

    private void CompareNew(string path, Field added, FieldPairs pairs, Structure old, Structure now)
    {
        var where = $"{path}.{added.Name}";
        var isLast = pairs.Pairs.SkipWhile(pair => pair.After != added).All(pair => pair.Before is null);
        if (HangsOnNewBit(added, old)) _changes.Reader(where, "the field is new", "An old peer leaves its bit 0, and does not expect the field where it is set.");
        else if (!isLast || !_ends.EndsOpen(old)) _changes.Wire(where, "the field is new", "Old bytes do not have it: what follows is read in its place.");
        else if (added.Presence is OptionalTail || IsEmptyAtEnd(added)) AddAtEnd(where, added, old);
        else _changes.Wire(where, "the field is new", "Old bytes end before it.");
    }

    private void AddAtEnd(string where, Field added, Structure old)
    {
        if (old.Trailing == Trailing.Error) _changes.Reader(where, "the field is new", "An old peer refuses bytes after its own last field.");
        else if (added.Presence is OptionalTail) _changes.Safe(where, "the field is new, and may be left out", "An old peer takes it for bytes left over.");
        else _changes.Source(where, "the field is new", "An old peer takes it for bytes left over; code that makes the message must give it.");
    }

    private static bool IsEmptyAtEnd(Field field) => field is { Presence: null, Bound: null, Derivation: null } && Schema.Layout.BodySizes.Min(field) == 0 && Schema.Layout.BodySizes.TakesRest(field);

    /// <summary>Whether a field is there only where a bit is set that belonged to no part.</summary>
    private bool HangsOnNewBit(Field field, Structure old)
    {
        if (field.Presence is not Conditional { Terms: var terms }) return false;
        return terms.Any(term => term is { Operator: ConditionOperator.IsSet, Value: OwnValue { Path: { Count: 2 } path } }
            && old.Fields.FirstOrDefault(known => known.Name == path[0])?.Type is BitsFieldType bits
            && _before.Bits.First(known => known.Name == bits.Bits).Parts.All(part => part.Name != path[1]));
    }

    private void CompareEnd(string path, Structure old, Structure now)
    {
        if (old.PadTo != now.PadTo) _changes.Wire(path, $"padTo {old.PadTo} is now {now.PadTo}", "Other bytes fill it.");
        else if (old.KeepsPadding && !now.KeepsPadding) _changes.Wire(path, "its filling must be zero now", "Other filling is refused.");
        else if (!old.KeepsPadding && now.KeepsPadding) _changes.Reader(path, "its filling may be other than zero", "An old peer refuses that.");
        CompareTrailing(path, old.Trailing, now.Trailing);
        if (old.MaxDepth is { } before && now.MaxDepth is { } after) _changes.Limit(path, "depth", before, after);
    }

    public void CompareTrailing(string path, Trailing old, Trailing now)
    {
        if (old == now) return;
        var what = $"trailing: {Word(old)} is now {Word(now)}";
        if (now == Trailing.Error) _changes.Wire(path, what, "Bytes left over are refused now.");
        else if (now == Trailing.Keep && old == Trailing.Error) _changes.Reader(path, what, "An old peer refuses the bytes that are kept and written again.");
        else if (old == Trailing.Keep) _changes.Source(path, what, "There is no property for bytes left over any more.");
        else _changes.Safe(path, what, "Nobody has to send such bytes.");

        static string Word(Trailing trailing) => trailing.ToString().ToLowerInvariant();
    }

    /// <summary>Two types of one field.</summary>
    /// <param name="path">The field.</param>
    /// <param name="old">What it was.</param>
    /// <param name="now">What it is.</param>
    /// <param name="pairs">What became of the fields beside it.</param>
    public void Compare(string path, FieldType old, FieldType now, FieldPairs pairs)
    {
        switch (old, now)
        {
            case (StructType before, StructType after): CompareStructs(path, before, after, pairs); break;
            case (BitsFieldType before, BitsFieldType after) when before.Underlying == after.Underlying: CompareBits(path, before, after); break;
            case (EnumFieldType before, EnumFieldType after) when before.Underlying == after.Underlying: CompareEnums(path, before, after); break;
            case (ListType before, ListType after) when before.InBytes == after.InBytes && before.ElementAlign == after.ElementAlign && SizeComparison.Same(before.Size, after.Size, pairs): Compare(path, before.Element, after.Element, pairs); break;
            case (SwitchType before, SwitchType after): new SwitchComparison(this, _changes).Compare(path, before, after, pairs); break;
            default: ScalarComparison.Compare(path, old, now, pairs, _wordsBefore, _wordsAfter, _changes); break;
        }
    }

    private void CompareStructs(string path, StructType old, StructType now, FieldPairs pairs)
    {
        if (!old.Arguments.Select(argument => SizeComparison.Renamed(argument, pairs)).SequenceEqual(now.Arguments)) _changes.Wire(path, "the values it takes from around it changed", "Its sizes and conditions follow other values.");
        if (!_structs.Add((old.Structure, now.Structure))) return;
        var (before, after) = (Find(_before, old.Structure), Find(_after, now.Structure));
        if (before.Name != after.Name) _changes.Source(path, $"its type {before.Name} is now {after.Name}", "Code that names it must change.");
        _changes.Text(after.SchemaName, "documentation", before.Doc, after.Doc);
        Compare(after.SchemaName, before, after);
    }

    private static Structure Find(Protocol protocol, string name) => protocol.Structures.First(known => known.Name == name);

    private void CompareEnums(string path, EnumFieldType old, EnumFieldType now)
    {
        if (old.Enum != now.Enum) _changes.Source(path, $"its type {old.Enum} is now {now.Enum}", "Code that names it must change.");
        if (!old.IsClosed && now.IsClosed) _changes.Wire(path, "values without a name are refused now", "An old peer may send them.");
        if (old.IsClosed && !now.IsClosed) _changes.Reader(path, "values without a name are legal now", "An old peer refuses them.");
    }

    private void CompareBits(string path, BitsFieldType old, BitsFieldType now)
    {
        if (!_bits.Add((old.Bits, now.Bits))) return;
        var (before, after) = (_before.Bits.First(known => known.Name == old.Bits), _after.Bits.First(known => known.Name == now.Bits));
        if (before.Name != after.Name) _changes.Source(path, $"its type {before.Name} is now {after.Name}", "Code that names it must change.");
        _changes.Text(after.Name, "documentation", before.Doc, after.Doc);
        BitsComparison.Compare(after.Name, before, after, _changes);
    }
}
