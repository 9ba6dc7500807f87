using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Structures;

/// <summary>Which struct needs which: found in the text alone, so that each can be bound after those it needs.</summary>
internal static class StructureOrder
{
    /// <summary>Each struct after those it needs; inside a circle in schema order.</summary>
    public static IReadOnlyList<StructSyntax> Sort(IReadOnlyList<StructSyntax> structs)
    {
        var byName = structs.ToDictionary(syntax => syntax.Key.Text, StringComparer.Ordinal);
        var sorted = new List<StructSyntax>();
        var met = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<(StructSyntax Syntax, bool IsReady)>(structs.Reverse().Select(syntax => (syntax, false)));
        while (open.Count > 0)
        {
            var (syntax, isReady) = open.Pop();
            if (isReady)
            {
                sorted.Add(syntax);
                continue;
            }

            if (!met.Add(syntax.Key.Text)) continue;
            open.Push((syntax, true));
            foreach (var needed in Needed(syntax.Fields).Where(byName.ContainsKey).Reverse()) open.Push((byName[needed], false));
        }

        return sorted;
    }

    /// <summary>Which structs lead to which.</summary>
    public static StructureCircles FindCircles(IReadOnlyList<StructSyntax> structs)
    {
        var needs = structs.ToDictionary(syntax => syntax.Key.Text, syntax => Needed(syntax.Fields).ToArray(), StringComparer.Ordinal);
        return new(needs.Keys.ToDictionary(name => name, Reached, StringComparer.Ordinal));

        HashSet<string> Reached(string start)
        {
            var met = new HashSet<string>(StringComparer.Ordinal);
            var open = new Stack<string>(needs[start]);
            while (open.Count > 0)
            {
                var next = open.Pop();
                if (!needs.TryGetValue(next, out var further) || !met.Add(next)) continue;
                foreach (var name in further) open.Push(name);
            }

            return met;
        }
    }

    /// <summary>The names of all types that fields use, known or not.</summary>
    private static IEnumerable<string> Needed(IEnumerable<FieldSyntax> fields) => fields.SelectMany(Needed);

    private static IEnumerable<string> Needed(FieldSyntax field)
    {
        if (field.Type is { } type) yield return type.Name;
        foreach (var name in Needed(field.Fields ?? [])) yield return name;
        if (field.Switch is not { } choice) yield break;
        foreach (var name in choice.Cases.SelectMany(known => Needed(known.Content))) yield return name;
        if (choice.Else is { } other)
            foreach (var name in Needed(other)) yield return name;
    }
}

/// <summary>Which structs hold which, through others or at once.</summary>
internal sealed class StructureCircles(Dictionary<string, HashSet<string>> reached)
{
    /// <summary>Whether each leads to the other; of one struct, whether it leads back to itself.</summary>
    public bool AreOne(string first, string second) =>
        reached.TryGetValue(first, out var fromFirst) && fromFirst.Contains(second) && reached.TryGetValue(second, out var fromSecond) && fromSecond.Contains(first);
}
