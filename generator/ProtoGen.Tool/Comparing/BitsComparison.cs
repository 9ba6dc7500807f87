using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Comparing;

/// <summary>The parts of an integer.</summary>
internal static class BitsComparison
{
    public static void Compare(string path, BitsType old, BitsType now, ChangeList changes)
    {
        foreach (var part in old.Parts)
        {
            var where = $"{path}.{part.Name}";
            if (now.Parts.FirstOrDefault(known => known.Name == part.Name) is { } same) ComparePart(where, part, same, changes);
            else if (now.Parts.FirstOrDefault(known => known.Low == part.Low && known.Width == part.Width) is { } renamed) changes.Source(where, $"it is now called {renamed.Name}", "Code that names it must change.");
            else if (now.Parts.Any(known => (known.Mask & part.Mask) != 0)) changes.Wire(where, "its bits belong to other parts", "The same bits are read as other values.");
            else changes.Source(where, "the part is gone", "Its bits are kept; code that names it must change.");
        }

        foreach (var part in now.Parts.Where(part => old.Parts.All(known => known.Name != part.Name && (known.Mask & part.Mask) == 0)))
            changes.Safe($"{path}.{part.Name}", "the part is new", "An old peer keeps the bits as they are.");
    }

    private static void ComparePart(string path, BitsPart old, BitsPart now, ChangeList changes)
    {
        changes.Text(path, "documentation", old.Doc, now.Doc);
        if (old.Low != now.Low || old.Width != now.Width) changes.Wire(path, $"{Place(old)} is now {Place(now)}", "Its value is read from other bits.");
        else if (old.Enum != now.Enum) changes.Source(path, $"its type {old.Enum ?? "number"} is now {now.Enum ?? "number"}", "The same number has another C# type.");
        if (old.Property != now.Property) changes.Source(path, "its property changed", "Code that names it must change.");
    }

    private static string Place(BitsPart part) => part.Width == 1 ? $"bit {part.Low}" : $"bits {part.Low}..{part.Low + part.Width - 1}";
}
