using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout;

/// <summary>Where the bytes of a body stand: an alternation of fixed runs and single fields of varying size.</summary>
public sealed record BodyLayout
{
    /// <summary>The parts in wire order; no two fixed runs are neighbours, none is empty.</summary>
    public required EquatableArray<BodyPart> Parts { get; init; }

    /// <summary>The smallest body in bytes.</summary>
    public required int MinSize { get; init; }

    /// <summary>The largest body in bytes that the fields allow, the frame's limit included.</summary>
    public required int MaxSize { get; init; }

    /// <summary>The size where every value takes the same.</summary>
    public int? FixedSize => MinSize == MaxSize && Parts.All(part => part is FixedRun) ? MinSize : null;
}

/// <summary>One stretch of a body.</summary>
public abstract record BodyPart
{
    /// <summary>The fields in it.</summary>
    public abstract IEnumerable<Field> Fields { get; }
}

/// <summary>
/// Neighbouring fields of fixed size: one bounds check, constant offsets, no gaps. Each is always there, has no bound,
/// and needs no padding.
/// </summary>
public sealed record FixedRun : BodyPart
{
    /// <summary>The fields and their places.</summary>
    public required EquatableArray<PlacedField> Places { get; init; }

    /// <summary>The bytes of the run.</summary>
    public required int Size { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<Field> Fields => Places.Select(place => place.Field);
}

/// <summary>A field at a constant offset in its run.</summary>
/// <param name="Field">The field.</param>
/// <param name="Offset">Bytes from the run's start.</param>
/// <param name="Size">Its bytes.</param>
public sealed record PlacedField(Field Field, int Offset, int Size);

/// <summary>
/// One field of varying size, or one that has more to it than its bytes: that may be absent, has a bound, or has to be
/// aligned. A prefix and the padding before it belong to it.
/// </summary>
public sealed record VariablePart : BodyPart
{
    /// <summary>The field.</summary>
    public required Field Field { get; init; }

    /// <summary>
    /// The fixed bytes that follow in the structure, where the field has no end of its own: <see cref="RestSize"/> in its type,
    /// its bound, or a struct that it is. 0 otherwise.
    /// </summary>
    public required int Reserved { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<Field> Fields => [Field];
}
