using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk.Constructs;

/// <summary>A limit on the bytes of a field, and what becomes of those the field does not take.</summary>
internal static class BoundWalk
{
    public static FieldValue? Read(Field field, ReadPlace at)
    {
        if (field.Bound is not { } bound) return TypeWalk.Read(field.Type, at);
        if (SizeWalk.Find(bound.Size, at with { IsLenient = false }) is not { } region) return null;

        var value = TypeWalk.Read(field.Type, at with { End = region.End });
        if (value is null) return null;
        var left = region.End - at.Position;
        if (left > 0 && bound.Trailing == Trailing.Error) return at.Fail($"leaves {left} bytes of its bound over", "no bytes", left);
        if (bound.Trailing == Trailing.Keep) at.Entry.Trailing = [.. at.Input.Bytes.Skip(at.Position).Take(left)];
        at.Input.Position = region.Next;
        return value;
    }

    public static void Write(Field field, FieldValue value, WritePlace at)
    {
        if (field.Bound is not { } bound)
        {
            TypeWalk.Write(field.Type, value, at);
            return;
        }

        var kept = at.Scope.Given(HiddenNames.TrailingOf(field.Name)) as BytesValue;
        var content = SizeWalk.Compose(bound.Size, at with { Spelling = null }, place =>
        {
            TypeWalk.Write(field.Type, value, place with { Spelling = at.Spelling });
            if (bound.Trailing == Trailing.Keep && kept is not null) place.Output.Add(kept.Value);
        });

        // What is ignored when read may be anything; it is written as zero where a fixed bound wants bytes.
        var missing = bound is { Size: FixedSize known, Trailing: not Trailing.Error } ? Math.Max(0, known.Count - content.Length) : 0;
        SizeWalk.Write(bound.Size, [.. content, .. new byte[missing]], at with { Spelling = null });
    }
}
