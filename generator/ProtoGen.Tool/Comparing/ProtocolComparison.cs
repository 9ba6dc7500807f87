using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Comparing;

/// <summary>Compares what two schemas mean.</summary>
internal static class ProtocolComparison
{
    /// <param name="before">The old one.</param>
    /// <param name="after">The new one.</param>
    /// <param name="progress">Told of each message that is done.</param>
    public static IReadOnlyList<Change> Run(Protocol before, Protocol after, Action<double>? progress = null)
    {
        var changes = new ChangeList();
        var types = new TypeComparison(before, after, changes);
        CompareNames(before, after, changes);
        FramingComparison.Run(before, after, types, changes);
        MessageComparison.Run(before, after, types, changes, progress ?? (_ => { }));
        EnumComparison.Run(before, after, changes);
        ConversationComparison.Run(before, after, changes);
        CompareUnused(before, after, changes);
        // Better a change too grave than one that nobody hears of.
        if (changes.IsEmpty && !before.Equals(after with { Vectors = before.Vectors })) changes.Wire(after.Name, "something else changed", "What it does to bytes is not known.");
        if (changes.IsEmpty && !before.Equals(after)) changes.Safe(after.Name, "the example frames changed", "They prove the schema and change nothing.");
        return changes.InOrder;
    }

    private static void CompareNames(Protocol before, Protocol after, ChangeList changes)
    {
        if (before.Name != after.Name) changes.Source(after.Name, $"the protocol {before.Name} is now called {after.Name}", "Its server, client and protocol types are called after it.");
        if (before.Namespace != after.Namespace) changes.Source(after.Name, $"the namespace {before.Namespace} is now {after.Namespace}", "Code that names it must change.");
        changes.Text(after.Name, "documentation", before.Doc, after.Doc);
    }

    /// <summary>Types that come or go; how they are used is told where they are.</summary>
    private static void CompareUnused(Protocol before, Protocol after, ChangeList changes)
    {
        Compare("struct", before.Structures.Select(known => known.Name), after.Structures.Select(known => known.Name));
        Compare("bits", before.Bits.Select(known => known.Name), after.Bits.Select(known => known.Name));

        void Compare(string kind, IEnumerable<string> old, IEnumerable<string> now)
        {
            var (gone, added) = (old.Except(now).ToList(), now.Except(old).ToList());
            foreach (var name in gone) changes.Source(name, $"the {kind} {name} is gone", "Code that names it must change.");
            foreach (var name in added) changes.Safe(name, $"the {kind} {name} is new", "Nobody uses it yet, or what uses it is told by itself.");
        }
    }
}
