namespace ProtoGen.Tool.Formatting;

/// <summary>Sorts the entries of a mapping, unless an alias would come before what it stands for.</summary>
internal static class EntryOrder
{
    public static IReadOnlyList<TextEntry> Sorted(TextMapping mapping, KeyOrders orders, Func<TextEntry, string> nameOf)
    {
        if (orders.Keys.Count == 0) return mapping.Entries;
        var sorted = mapping.Entries.OrderBy(entry => orders.PlaceOf(nameOf(entry))).ToList();
        return IsSound(mapping, sorted) ? sorted : mapping.Entries;
    }

    private static bool IsSound(TextMapping mapping, List<TextEntry> sorted)
    {
        var defined = mapping.Entries.SelectMany(Nodes).Select(node => node.Anchor).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var met = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in sorted.SelectMany(Nodes))
        {
            if (node.Anchor is { } anchor) met.Add(anchor);
            if (node is TextScalar { Alias: { } alias } && defined.Contains(alias) && !met.Contains(alias)) return false;
        }

        return true;
    }

    private static IEnumerable<TextNode> Nodes(TextEntry entry) => [.. entry.Key is { } key ? Nodes(key) : [], .. Nodes(entry.Value)];

    private static IEnumerable<TextNode> Nodes(TextNode node) => node switch
    {
        TextMapping mapping => [node, .. mapping.Entries.SelectMany(Nodes)],
        TextList list => [node, .. list.Items.SelectMany(Nodes)],
        _ => [node],
    };
}
