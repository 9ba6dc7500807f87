using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Comparing;

/// <summary>How a size is known, fields called otherwise taken for the same.</summary>
internal static class SizeComparison
{
    public static bool Same(SizeRule old, SizeRule now, FieldPairs pairs) => (old, now) switch
    {
        (ReferencedSize before, ReferencedSize after) => Renamed(before.Source, pairs).Equals(after.Source) && before.Steps == after.Steps,
        _ => old.Equals(now),
    };

    /// <summary>A value by the name it has now.</summary>
    public static ValueReference Renamed(ValueReference value, FieldPairs pairs) =>
        value is OwnValue own ? new OwnValue(own.Path.Select((name, index) => index == 0 ? pairs.Renamed(name) : name).ToEquatableArray()) : value;

    public static FieldRange Renamed(FieldRange range, FieldPairs pairs) => new(pairs.Renamed(range.First), pairs.Renamed(range.Last));
}
