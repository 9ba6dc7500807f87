using System.Globalization;

namespace ProtoGen.Schema.Model;

/// <summary>Any integer from the smallest i64 to the largest u64, as a schema may write it.</summary>
public readonly record struct WireInteger : IComparable<WireInteger>
{
    private readonly ulong _bits;

    /// <summary>From a signed number.</summary>
    public WireInteger(long value) => (_bits, IsNegative) = ((ulong)value, value < 0);

    /// <summary>From an unsigned number.</summary>
    public WireInteger(ulong value) => (_bits, IsNegative) = (value, false);

    /// <summary>Whether it is below zero.</summary>
    public bool IsNegative { get; }

    /// <summary>The two's complement bits.</summary>
    public ulong Bits => _bits;

    /// <inheritdoc/>
    public int CompareTo(WireInteger other) =>
        IsNegative != other.IsNegative ? (IsNegative ? -1 : 1) : _bits.CompareTo(other._bits);

    /// <summary>The decimal digits.</summary>
    public override string ToString() =>
        IsNegative ? ((long)_bits).ToString(CultureInfo.InvariantCulture) : _bits.ToString(CultureInfo.InvariantCulture);

    /// <summary>Compares the numbers.</summary>
    public static bool operator <(WireInteger left, WireInteger right) => left.CompareTo(right) < 0;

    /// <summary>Compares the numbers.</summary>
    public static bool operator <=(WireInteger left, WireInteger right) => left.CompareTo(right) <= 0;

    /// <summary>Compares the numbers.</summary>
    public static bool operator >(WireInteger left, WireInteger right) => left.CompareTo(right) > 0;

    /// <summary>Compares the numbers.</summary>
    public static bool operator >=(WireInteger left, WireInteger right) => left.CompareTo(right) >= 0;
}
