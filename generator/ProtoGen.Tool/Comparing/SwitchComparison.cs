using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Comparing;

/// <summary>What each tag stands for.</summary>
internal sealed class SwitchComparison(TypeComparison types, ChangeList changes)
{
    public void Compare(string path, SwitchType old, SwitchType now, FieldPairs pairs)
    {
        if (!SizeComparison.Renamed(old.Tag, pairs).Equals(now.Tag)) changes.Wire(path, "another value says what it is", "The same bytes are read as another case.");
        if (old.Choice != now.Choice) changes.Source(path, "its C# type changed", "Code that names it must change.");
        foreach (var key in old.Cases.SelectMany(known => known.Keys))
        {
            var before = old.Of(key)!;
            if (now.Of(key) is { } after) CompareCase($"{path}[{key}]", before, after, pairs);
            else changes.Wire($"{path}[{key}]", "the case is gone", "Its tag is refused now.");
        }

        foreach (var known in now.Cases.SelectMany(known => known.Keys.Select(key => (Key: key, Case: known))).Where(known => !old.Cases.Any(other => other.Keys.Contains(known.Key))))
        {
            if (old.Else is { } other) CompareCase($"{path}[{known.Key}]", other, known.Case, pairs);
            else changes.Reader($"{path}[{known.Key}]", "the case is new", "An old peer refuses its tag.");
        }

        if (old.Else is not null && now.Else is null) changes.Wire(path, "else is gone", "Other tags are refused now.");
        else if (old.Else is null && now.Else is not null) changes.Reader(path, "else is new", "An old peer refuses other tags.");
        else if (old.Else is { } before && now.Else is { } after) CompareCase($"{path}[else]", before, after, pairs);
    }

    private void CompareCase(string path, SwitchCase old, SwitchCase now, FieldPairs pairs)
    {
        if (old.Name != now.Name) changes.Source(path, $"the case {old.Name} is now called {now.Name}", "Code that names it must change.");
        if (old.Type is { } before && now.Type is { } after) types.Compare(path, before, after, pairs);
        else if (old.Type is not null || now.Type is not null) changes.Wire(path, now.Type is null ? "it holds nothing any more" : "it held nothing", "The bytes behind the tag are read otherwise.");
    }
}
