using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk.Constructs;

/// <summary>A field of one legal value. It is written like any other.</summary>
internal static class ConstantWalk
{
    /// <summary>The value that was read; null, and a failure, where it is not the legal one.</summary>
    public static FieldValue? Read(Field field, ReadPlace at)
    {
        var found = at.Entry.Value!;
        if (field.Constant is { } legal) at.Input.Context.Trace?.Judge(new(at.Input.Path, at.Entry.Start, found.ToString(), legal.ToString(), Is(legal, at.Entry), field.Verify));
        if (!at.Input.Context.Judges) return found;
        if (!field.Verify || field.Constant is not { } constant || Is(constant, at.Entry)) return found;
        at.Input.Fail(at.Entry.Start, $"is {found}, but must be {constant}", constant, found);
        return null;
    }

    private static bool Is(FieldValue constant, Walked entry) => (constant, entry.Bits) switch
    {
        (IntegerValue whole, { } bits) => whole.Value.Bits == bits.Number,
        (StructValue parts, _) => ValueMatch.Holds(parts, entry.Value!),
        _ => constant.Equals(entry.Value),
    };
}
