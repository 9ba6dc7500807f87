using System.Globalization;

namespace ProtoGen;

/// <summary>
/// The six bytes of an Ethernet address. A value, unlike <see cref="System.Net.NetworkInformation.PhysicalAddress"/>, which allocates
/// when read and again when written.
/// </summary>
public readonly struct MacAddress : IEquatable<MacAddress>
{
    /// <summary>The bytes of an address.</summary>
    public const int Size = 6;

    private readonly ulong _value;

    /// <summary>From six bytes, in the order in which they are sent.</summary>
    /// <exception cref="ArgumentException">There are not six.</exception>
    public MacAddress(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size) throw new ArgumentException("An address has six bytes.", nameof(bytes));
        _value = Codec.PackedInteger.ReadUnsignedBigEndian(bytes);
    }

    /// <summary>Writes the six bytes to the start of the destination.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is shorter.</exception>
    public void WriteTo(Span<byte> destination) => Codec.PackedInteger.WriteBigEndian(destination[..Size], (long)_value);

    /// <summary>Reads the twelve hexadecimal digits of an address, bare or in pairs with colons or hyphens between them.</summary>
    /// <returns>Whether the text is an address.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out MacAddress value)
    {
        value = default;
        var step = text.Length switch { 12 => 2, 17 => 3, _ => 0 };
        if (step == 0 || (step == 3 && text[2] is not (':' or '-'))) return false;
        Span<byte> bytes = stackalloc byte[Size];
        for (var index = 0; index < Size; index++)
        {
            if (index > 0 && step == 3 && text[(index * step) - 1] != text[2]) return false;
            if (!byte.TryParse(text.Slice(index * step, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[index])) return false;
        }

        value = new(bytes);
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(MacAddress other) => _value == other._value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is MacAddress other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _value.GetHashCode();

    /// <summary>The pairs of digits with colons: <c>00:1a:2b:3c:4d:5e</c>.</summary>
    public override string ToString() => string.Create(17, _value, static (text, value) =>
    {
        for (var index = 0; index < Size; index++)
        {
            ((byte)(value >> (8 * (Size - 1 - index)))).TryFormat(text[(3 * index)..], out _, "x2", CultureInfo.InvariantCulture);
            if (index > 0) text[(3 * index) - 1] = ':';
        }
    });

    /// <summary>Compares the bytes.</summary>
    public static bool operator ==(MacAddress left, MacAddress right) => left.Equals(right);

    /// <summary>Compares the bytes.</summary>
    public static bool operator !=(MacAddress left, MacAddress right) => !left.Equals(right);
}
