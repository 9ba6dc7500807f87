using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Comparing;

/// <summary>The names of values. Whether values without a name are refused is told by the fields that have the enum.</summary>
internal static class EnumComparison
{
    public static void Run(Protocol before, Protocol after, ChangeList changes)
    {
        foreach (var old in before.Enums.Where(old => after.Enums.All(now => now.Name != old.Name)))
            changes.Source(old.Name, $"the enum {old.Name} is gone", "Code that names it must change.");
        var closed = Wording.TypesOf.All(before).Concat(Wording.TypesOf.All(after)).OfType<EnumFieldType>().Where(use => use.IsClosed).Select(use => use.Enum).ToHashSet(StringComparer.Ordinal);
        foreach (var now in after.Enums)
        {
            if (before.Enums.FirstOrDefault(old => old.Name == now.Name) is { } old) Compare(old, now, closed.Contains(now.Name), changes);
            else changes.Safe(now.Name, $"the enum {now.Name} is new", "Nobody uses it yet, or what uses it is told by itself.");
        }
    }

    private static void Compare(EnumType old, EnumType now, bool isClosed, ChangeList changes)
    {
        changes.Text(now.Name, "documentation", old.Doc, now.Doc);
        if (old.IsFlags != now.IsFlags) changes.Source(now.Name, now.IsFlags ? "its values may be combined now" : "its values are no longer combined", "C# treats combinations otherwise.");
        foreach (var member in old.Members) CompareMember(member, old, now, isClosed, changes);
        foreach (var member in now.Members.Where(member => old.Members.All(known => known.Name != member.Name && !known.Value.Equals(member.Value))))
        {
            var path = $"{now.Name}.{member.Name}";
            if (isClosed) changes.Reader(path, "the member is new", "An old peer refuses values without a name.");
            else changes.Safe(path, "the member is new", "An old peer keeps the number.");
        }
    }

    private static void CompareMember(EnumMember member, EnumType old, EnumType now, bool isClosed, ChangeList changes)
    {
        var path = $"{old.Name}.{member.Name}";
        if (now.Members.FirstOrDefault(known => known.Name == member.Name) is { } same)
        {
            if (!same.Value.Equals(member.Value)) changes.Wire(path, $"its value {member.Value} is now {same.Value}", "The same number has another meaning.");
            changes.Text(path, "documentation", member.Doc, same.Doc);
            if (member.Since != same.Since || member.Deprecated != same.Deprecated) changes.Safe(path, "its life changed", "The compiler may warn; bytes and names stay.");
        }
        else if (now.Members.FirstOrDefault(known => known.Value.Equals(member.Value)) is { } renamed)
        {
            if (old.Members.Any(known => known.Name == renamed.Name)) changes.Wire(path, $"its value {member.Value} now belongs to {renamed.Name}", "The same number has another meaning.");
            else changes.Source(path, $"it is now called {renamed.Name}", "Code that names it must change.");
        }
        else if (isClosed)
        {
            changes.Wire(path, "the member is gone", "Its number is refused now.");
        }
        else
        {
            changes.Source(path, "the member is gone", "Its number is kept; code that names it must change.");
        }
    }
}
