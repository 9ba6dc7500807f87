namespace ProtoGen.Schema.Model;

/// <summary>What the number or the bytes of a field mean beyond their type; checked against the type by the binder.</summary>
public sealed record Meaning
{
    /// <summary>The factor from the wire to the scaled value; 1 where there is none.</summary>
    public Rational Scale { get; init; } = Rational.One;

    /// <summary>What is added to the value after scaling.</summary>
    public Rational Offset { get; init; } = Rational.Zero;

    /// <summary>Whether there is a scaled value beside the raw one.</summary>
    public bool IsScaled => Scale != Rational.One || Offset != Rational.Zero;

    /// <summary>The unit, for documentation.</summary>
    public string? Unit { get; init; }

    /// <summary>The smallest legal value on the wire, unscaled.</summary>
    public FieldValue? Min { get; init; }

    /// <summary>The largest legal value on the wire, unscaled.</summary>
    public FieldValue? Max { get; init; }

    /// <summary>The value on the wire that means null. Where a size in front says it, see <see cref="PrefixedSize.None"/>.</summary>
    public FieldValue? None { get; init; }

    /// <summary>The .NET type it is offered as.</summary>
    public MeaningKind Kind { get; init; }
}

/// <summary>An exact fraction.</summary>
/// <param name="Numerator">Above the line.</param>
/// <param name="Denominator">Below the line; above zero, without a common factor.</param>
public readonly record struct Rational(long Numerator, long Denominator)
{
    /// <summary>1.</summary>
    public static Rational One => new(1, 1);

    /// <summary>0.</summary>
    public static Rational Zero => new(0, 1);
}

/// <summary>The values of <c>as:</c>.</summary>
public enum MeaningKind
{
    /// <summary>None: the type speaks for itself.</summary>
    Plain,

    /// <summary><c>unix-seconds</c>: an integer, seconds since 1970.</summary>
    UnixSeconds,

    /// <summary><c>unix-millis</c>: an integer, milliseconds since 1970.</summary>
    UnixMilliseconds,

    /// <summary><c>bcd-datetime</c>: bcd[6] yyMMddHHmmss or bcd[7] yyyyMMddHHmmss.</summary>
    BcdDateTime,

    /// <summary><c>ymdhms</c>: bytes[6], year since 2000, month, day, hour, minute, second.</summary>
    BinaryDateTime,

    /// <summary><c>decimal</c>: a string of ASCII digits.</summary>
    Decimal,

    /// <summary><c>guid</c>: bytes[16], in network order.</summary>
    Guid,

    /// <summary><c>ipv4</c>: bytes[4].</summary>
    Ipv4,

    /// <summary><c>ipv6</c>: bytes[16].</summary>
    Ipv6,

    /// <summary><c>mac</c>: bytes[6].</summary>
    Mac,
}
