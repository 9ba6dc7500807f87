using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Comparing;

/// <summary>Which field of one list is which of another: by name where the order is the same, by place and type where only the name is another.</summary>
internal sealed record FieldPairs(IReadOnlyList<(Field? Before, Field? After)> Pairs)
{
    public static FieldPairs Of(IReadOnlyList<Field> before, IReadOnlyList<Field> after)
    {
        var common = Common(before, after);
        var (pairs, i, j) = (new List<(Field?, Field?)>(), 0, 0);
        foreach (var (oldIndex, newIndex) in common.Append((before.Count, after.Count)))
        {
            AddBetween(before, i, oldIndex, after, j, newIndex, pairs);
            if (oldIndex < before.Count) pairs.Add((before[oldIndex], after[newIndex]));
            (i, j) = (oldIndex + 1, newIndex + 1);
        }

        return new(pairs);
    }

    /// <summary>What became of the name of a field.</summary>
    public string Renamed(string name) => Pairs.FirstOrDefault(pair => pair.Before?.Name == name).After?.Name ?? name;

    /// <summary>A rename keeps the type and everything that stands on the field.</summary>
    private static void AddBetween(IReadOnlyList<Field> before, int i, int oldEnd, IReadOnlyList<Field> after, int j, int newEnd, List<(Field?, Field?)> pairs)
    {
        while (i < oldEnd || j < newEnd)
        {
            if (i < oldEnd && j < newEnd && before[i].Type.GetType() == after[j].Type.GetType() && before[i].Type.Equals(after[j].Type) && before[i].Presence == after[j].Presence && IsFree(before[i], after[j])) pairs.Add((before[i++], after[j++]));
            else if (i < oldEnd) pairs.Add((before[i++], null));
            else pairs.Add((null, after[j++]));
        }

        bool IsFree(Field old, Field now) => after.All(other => other.Name != old.Name) && before.All(other => other.Name != now.Name);
    }

    /// <summary>The longest common row of names.</summary>
    private static List<(int, int)> Common(IReadOnlyList<Field> before, IReadOnlyList<Field> after)
    {
        var lengths = new int[before.Count + 1, after.Count + 1];
        for (var i = before.Count - 1; i >= 0; i--)
        {
            for (var j = after.Count - 1; j >= 0; j--)
                lengths[i, j] = before[i].Name == after[j].Name ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
        }

        var common = new List<(int, int)>();
        for (var (i, j) = (0, 0); i < before.Count && j < after.Count;)
        {
            if (before[i].Name == after[j].Name) common.Add((i++, j++));
            else if (lengths[i + 1, j] >= lengths[i, j + 1]) i++;
            else j++;
        }

        return common;
    }
}
