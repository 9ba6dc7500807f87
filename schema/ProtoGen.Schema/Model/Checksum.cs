namespace ProtoGen.Schema.Model;

/// <summary>An algorithm that makes a number of bytes. One subtype a family.</summary>
public abstract record Checksum
{
    /// <summary>The bits of the result; the field that stores it may be wider.</summary>
    public abstract int Width { get; }

    /// <summary>What a schema calls it.</summary>
    public abstract string Name { get; }
}

/// <summary>A cyclic redundancy check.</summary>
/// <param name="Algorithm">Its parameters.</param>
public sealed record CrcChecksum(CrcAlgorithm Algorithm) : Checksum
{
    /// <inheritdoc/>
    public override int Width => Algorithm.Width;

    /// <inheritdoc/>
    public override string Name => Algorithm.Name;
}

/// <summary>The sum of all bytes, its low bits: <c>sum8</c>, <c>sum16</c>, <c>sum32</c>.</summary>
/// <param name="Bits">8, 16 or 32.</param>
/// <param name="Negated">The two's complement of the sum: <c>lrc8</c>.</param>
public sealed record SumChecksum(int Bits, bool Negated) : Checksum
{
    /// <inheritdoc/>
    public override int Width => Bits;

    /// <inheritdoc/>
    public override string Name => Negated ? "lrc8" : $"sum{Bits}";
}

/// <summary>The exclusive or of all bytes: <c>xor8</c>.</summary>
public sealed record XorChecksum : Checksum
{
    /// <inheritdoc/>
    public override int Width => 8;

    /// <inheritdoc/>
    public override string Name => "xor8";
}

/// <summary><c>fletcher16</c>: sums modulo 255, the second in the high byte.</summary>
public sealed record FletcherChecksum : Checksum
{
    /// <inheritdoc/>
    public override int Width => 16;

    /// <inheritdoc/>
    public override string Name => "fletcher16";
}

/// <summary><c>adler32</c> (RFC 1950, section 8).</summary>
public sealed record AdlerChecksum : Checksum
{
    /// <inheritdoc/>
    public override int Width => 32;

    /// <inheritdoc/>
    public override string Name => "adler32";
}
