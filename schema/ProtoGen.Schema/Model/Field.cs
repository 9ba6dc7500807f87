namespace ProtoGen.Schema.Model;

/// <summary>One field of a structure. What stands on it is judged in this order: presence, alignment, bound, type.</summary>
public sealed record Field
{
    /// <summary>The name in the schema.</summary>
    public required string Name { get; init; }

    /// <summary>The C# property's name; null for a field without one, whose name begins with <c>_</c> or of which nothing can be set.</summary>
    public required string? Property { get; init; }

    /// <summary>What the schema says about it, if anything.</summary>
    public string? Doc { get; init; }

    /// <summary>What it is on the wire.</summary>
    public required FieldType Type { get; init; }

    /// <summary>When it is there; null for always.</summary>
    public Presence? Presence { get; init; }

    /// <summary>What it is written from; null where the user gives it.</summary>
    public Derivation? Derivation { get; init; }

    /// <summary>The parts of a bits field that are derived.</summary>
    public EquatableArray<PartDerivation> DerivedParts { get; init; }

    /// <summary>Whether what is derived is verified when read.</summary>
    public bool Verify { get; init; } = true;

    /// <summary>The bytes it is limited to; null where its type says all.</summary>
    public Bound? Bound { get; init; }

    /// <summary>What its value means; null where the type says all.</summary>
    public Meaning? Meaning { get; init; }

    /// <summary>Zero bytes stand before it until its offset in the body is a multiple of this.</summary>
    public int Align { get; init; } = 1;

    /// <summary>Whether a spelling that is not the shortest is kept for the round trip rather than refused.</summary>
    public bool KeepsSpelling { get; init; }

    /// <summary>When it came and went. What came later or should not be used any more may be left out of a new record.</summary>
    public Lifecycle Life { get; init; } = new(null, null, null);

    /// <summary>Whether a user of the record may leave it out, whatever its type says.</summary>
    public bool MayBeLeftOut => Life.Since is not null || Life.Deprecated is not null;

    /// <summary>The one legal value, for a field with <c>= value</c>; the user never sets it.</summary>
    public FieldValue? Constant => (Derivation as ConstantDerivation)?.Value;
}

/// <summary>A limit on the bytes of a field: <c>size: u16</c>.</summary>
/// <param name="Size">How many bytes.</param>
/// <param name="Trailing">What becomes of those the field does not take.</param>
public sealed record Bound(SizeRule Size, Trailing Trailing);
