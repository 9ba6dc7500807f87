using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk.Constructs;

/// <summary>One field with all that stands on it: presence, alignment, bound, type, meaning, in this order.</summary>
internal static class FieldWalk
{
    public static bool Read(Field field, WalkScope scope, BodyInput input, int end, List<VectorValue> values)
    {
        input.Enter(field.Name);
        var entry = scope[field.Name];
        var at = new ReadPlace(input, scope, entry, end, field.KeepsSpelling);
        entry.IsPresent = PresenceWalk.IsPresent(field, at);
        entry.Start = entry.End = input.Position;
        if (!entry.IsPresent) values.Add(new(field.Name, new AbsentValue()));
        var isRead = !entry.IsPresent || ReadPresent(field, at, values);
        if (isRead) input.Leave();
        return isRead;
    }

    private static bool ReadPresent(Field field, ReadPlace at, List<VectorValue> values)
    {
        if (!AlignWalk.Read(field.Align, at)) return false;

        var (input, entry) = (at.Input, at.Entry);
        var slot = input.BeginTrace(field, field.Type);
        entry.Start = input.Position;
        if (BoundWalk.Read(field, at) is not { } raw) return false;

        (entry.End, entry.Value) = (input.Position, raw);
        if (ConstantWalk.Read(field, at) is null || MeaningWalk.Read(field, raw, at) is not { } value) return false;

        values.Add(new(field.Name, value));
        KeepHidden(field, entry, value, values);
        input.EndTrace(slot, entry.Start, value, raw);
        return true;
    }

    private static void KeepHidden(Field field, Walked entry, FieldValue value, List<VectorValue> values)
    {
        if (value is AbsentValue && MeaningWalk.KeepsRaw(field)) values.Add(new(HiddenNames.RawOf(field.Name), entry.Value!));
        if (entry.Spelling is { } spelling) values.Add(new(HiddenNames.SpellingOf(field.Name), new IntegerValue(new((long)spelling))));
        if (entry.Trailing.Length > 0) values.Add(new(HiddenNames.TrailingOf(field.Name), new BytesValue(entry.Trailing.ToEquatableArray())));
    }

    public static void Write(Field field, WriteSession session, WriteScope scope, BodyOutput output)
    {
        var entry = scope.Walked[field.Name];
        var spelling = (scope.Given(HiddenNames.SpellingOf(field.Name)) as IntegerValue)?.Value.Bits;
        var at = new WritePlace(session, scope, entry, output, field.Name, field.KeepsSpelling ? (int?)spelling : null);
        entry.IsPresent = PresenceWalk.IsPresent(field, at);
        entry.Start = entry.End = output.Position;
        if (!entry.IsPresent) return;

        if (FieldValues.Choose(field, at) is not { } value) return;
        AlignWalk.Write(field.Align, at);
        entry.Start = output.Position;
        entry.Value = value;
        BoundWalk.Write(field, value, at);
        entry.End = output.Position;
        PresenceWalk.CheckTail(field, at);
    }
}
