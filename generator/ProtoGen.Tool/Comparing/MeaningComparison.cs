using ProtoGen.Schema.Model;
using ProtoGen.Tool.Wording;

namespace ProtoGen.Tool.Comparing;

/// <summary>What the number or the bytes of a field mean.</summary>
internal static class MeaningComparison
{
    private static readonly Meaning Nothing = new();

    public static void Compare(string path, Field before, Field after, ChangeList changes)
    {
        var (old, now) = (before.Meaning ?? Nothing, after.Meaning ?? Nothing);
        changes.Text(path, "unit", old.Unit, now.Unit);
        CompareScale(path, old, now, before, after, changes);
        if (!Equals(old.None, now.None)) changes.Wire(path, $"what means none was {old.None?.ToString() ?? "nothing"}, and is {now.None?.ToString() ?? "nothing"}", "The same value is null for one and not for the other.");
        CompareLimit(path, "min", old.Min, now.Min, falls: true, changes);
        CompareLimit(path, "max", old.Max, now.Max, falls: false, changes);
        CompareKind(path, old.Kind, now.Kind, changes);
    }

    private static void CompareScale(string path, Meaning old, Meaning now, Field before, Field after, ChangeList changes)
    {
        if (old.Scale == now.Scale && old.Offset == now.Offset) return;
        var what = $"value = {FieldWords.Scale(before) ?? "raw"} is now {FieldWords.Scale(after) ?? "raw"}";
        if (old.IsScaled && now.IsScaled) changes.Wire(path, what, "The same number is another value.");
        else changes.Source(path, what, "The property of the scaled value comes or goes.");
    }

    private static void CompareLimit(string path, string name, FieldValue? old, FieldValue? now, bool falls, ChangeList changes)
    {
        if (Equals(old, now)) return;
        var what = $"{name} {old?.ToString() ?? "none"} is now {now?.ToString() ?? "none"}";
        if (now is not null && (old is null || IsWider(old, now) != true)) changes.Wire(path, what, "Values beyond it are refused now.");
        else changes.Reader(path, what, "An old peer refuses values beyond its own.");

        bool? IsWider(FieldValue from, FieldValue to) => (from, to) switch
        {
            (IntegerValue a, IntegerValue b) => falls ? b.Value < a.Value : b.Value > a.Value,
            (FloatValue a, FloatValue b) => falls ? b.Value < a.Value : b.Value > a.Value,
            _ => null,
        };
    }

    private static void CompareKind(string path, MeaningKind old, MeaningKind now, ChangeList changes)
    {
        if (old == now) return;
        var what = $"as {old} is now as {now}";
        // Digits are the only meaning that judges the bytes.
        if (now == MeaningKind.Decimal) changes.Wire(path, what, "Text that is no number is refused now.");
        else if (old == MeaningKind.Decimal) changes.Reader(path, what, "An old peer refuses text that is no number.");
        else changes.Source(path, what, "The same bytes have another C# type.");
    }
}
