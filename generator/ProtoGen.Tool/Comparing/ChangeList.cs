namespace ProtoGen.Tool.Comparing;

/// <summary>Collects changes while the comparison goes on.</summary>
internal sealed class ChangeList
{
    private readonly List<Change> _changes = [];

    /// <summary>All of them, the gravest first.</summary>
    public IReadOnlyList<Change> InOrder => [.. _changes.Distinct().OrderBy(change => change.Class)];

    public bool IsEmpty => _changes.Count == 0;

    public void Wire(string path, string what, string reason) => _changes.Add(new(ChangeClass.WireBreaking, path, what, reason));

    public void Reader(string path, string what, string reason) => _changes.Add(new(ChangeClass.ReaderBreaking, path, what, reason));

    public void Source(string path, string what, string reason) => _changes.Add(new(ChangeClass.SourceBreaking, path, what, reason));

    public void Safe(string path, string what, string reason) => _changes.Add(new(ChangeClass.Safe, path, what, reason));

    /// <summary>A text that changes nothing but itself.</summary>
    public void Text(string path, string what, string? before, string? after)
    {
        if (before != after) Safe(path, $"{what} {(before is null ? "added" : after is null ? "removed" : "changed")}", "It is there to be read.");
    }

    /// <summary>A C# name.</summary>
    public void Name(string path, string before, string after)
    {
        if (before != after) Source(path, $"{before} is now called {after} in C#", "Code that names it must change.");
    }

    /// <summary>A limit: what becomes narrower refuses old bytes, what becomes wider lets new ones out.</summary>
    public void Limit(string path, string what, long before, long after)
    {
        if (after < before) Wire(path, $"{what} falls from {before} to {after}", "What is beyond it is refused now.");
        if (after > before) Reader(path, $"{what} rises from {before} to {after}", "An old peer refuses what is beyond its own.");
    }
}
