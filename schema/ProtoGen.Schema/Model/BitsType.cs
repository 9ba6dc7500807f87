namespace ProtoGen.Schema.Model;

/// <summary>An integer cut into parts by the position of their bits. Bits that belong to no part are kept.</summary>
public sealed record BitsType
{
    /// <summary>The C# name.</summary>
    public required string Name { get; init; }

    /// <summary>What the schema says about it, if anything.</summary>
    public string? Doc { get; init; }

    /// <summary>The integer on the wire; always unsigned.</summary>
    public required IntegerType Underlying { get; init; }

    /// <summary>The parts in schema order; they do not overlap.</summary>
    public required EquatableArray<BitsPart> Parts { get; init; }
}

/// <summary>One part of a <see cref="BitsType"/>.</summary>
public sealed record BitsPart
{
    /// <summary>The name in the schema.</summary>
    public required string Name { get; init; }

    /// <summary>The C# property; null for a reserved part, whose name begins with <c>_</c>, and for a derived one.</summary>
    public required string? Property { get; init; }

    /// <summary>What the schema says about it, if anything.</summary>
    public string? Doc { get; init; }

    /// <summary>The position of its least significant bit; bit 0 is the least significant of the integer.</summary>
    public required int Low { get; init; }

    /// <summary>The number of its bits.</summary>
    public required int Width { get; init; }

    /// <summary>The C# name of the enum of its values; null for a bool (one bit) or an unsigned number.</summary>
    public string? Enum { get; init; }

    /// <summary>Whether it is a bool.</summary>
    public bool IsBool => Width == 1 && Enum is null;

    /// <summary>Its bits in the integer.</summary>
    public ulong Mask => (ulong.MaxValue >> (64 - Width)) << Low;
}
