using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk.Constructs;

/// <summary>An integer cut into parts; bits that belong to none are kept under a hidden name.</summary>
internal static class BitsWalk
{
    public static FieldValue? Read(BitsFieldType type, ReadPlace at)
    {
        if (!at.Has((ulong)type.Underlying.Size)) return null;

        var number = IntegerBytes.Read(at.Input.Bytes, at.Position, type.Underlying).Bits;
        var bits = at.Input.Context.Bits[type.Bits];
        at.Input.Position += type.Underlying.Size;
        at.Entry.Bits = (bits, number);

        var parts = bits.Parts.Select(part => new VectorValue(part.Name, ToValue(part, (number & part.Mask) >> part.Low)));
        if ((number & Gaps(bits)) is not 0 and var gaps) parts = parts.Append(new(HiddenNames.Gaps, new IntegerValue(new(gaps))));
        return new StructValue(parts.ToEquatableArray());
    }

    public static void Write(BitsFieldType type, FieldValue value, WritePlace at)
    {
        var bits = at.Session.Context.Bits[type.Bits];
        var number = value is IntegerValue whole ? whole.Value.Bits : Join(bits, (StructValue)value, at);
        foreach (var derived in at.Entry.Field.DerivedParts)
        {
            var part = bits.Parts.First(known => known.Name == derived.Part);
            number = (number & ~part.Mask) | Shift(part, at.Scope.Derived[DerivedValues.PathOf(at.Entry.Field, derived)], at);
        }

        if (!type.Underlying.Holds(new(number))) at.Fail($"is {number}, more than {type.Underlying.Name} holds");
        at.Entry.Bits = (bits, number);
        at.Output.Add(IntegerBytes.Write(new(number), type.Underlying));
    }

    /// <summary>The value of a part.</summary>
    public static FieldValue ToValue(BitsPart part, ulong number) => part.IsBool ? new BoolValue(number != 0) : new IntegerValue(new(number));

    /// <summary>The number that parts make which were read together, bits of no part included.</summary>
    public static WireInteger Whole(BitsType bits, StructValue parts) => new(parts.Fields.Aggregate(0UL, (whole, given) =>
        whole | ((Numbers.Of(given.Value)?.Bits ?? 0) << (bits.Parts.FirstOrDefault(part => part.Name == given.Field)?.Low ?? 0))));

    private static ulong Join(BitsType bits, StructValue value, WritePlace at)
    {
        var number = 0UL;
        foreach (var given in value.Fields)
        {
            if (given.Field == HiddenNames.Gaps) number |= (Numbers.Of(given.Value)?.Bits ?? 0) & Gaps(bits);
            else if (bits.Parts.FirstOrDefault(known => known.Name == given.Field) is { } part) number |= Shift(part, given.Value, at);
            else at.Fail($"has no part '{given.Field}'");
        }

        return number;
    }

    private static ulong Shift(BitsPart part, FieldValue value, WritePlace at)
    {
        if (Numbers.Of(value) is { IsNegative: false } number && number.Bits <= part.Mask >> part.Low) return number.Bits << part.Low;
        at.Fail($"cannot have {value} in the {part.Width} bits of '{part.Name}'");
        return 0;
    }

    private static ulong Gaps(BitsType bits) =>
        bits.Parts.Aggregate(ulong.MaxValue >> (64 - (8 * bits.Underlying.Size)), (left, part) => left & ~part.Mask);
}
