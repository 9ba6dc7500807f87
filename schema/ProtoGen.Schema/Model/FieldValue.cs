using System.Globalization;

namespace ProtoGen.Schema.Model;

/// <summary>A value of a field, as a constant or a vector writes it. One subtype a kind of value.</summary>
public abstract record FieldValue;

/// <summary>An integer, also that of an enum.</summary>
/// <param name="Value">The number.</param>
public sealed record IntegerValue(WireInteger Value) : FieldValue
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A floating-point number, compared by its bits: NaN equals NaN, -0 is not 0.</summary>
/// <param name="Bits">The bits of the IEEE 754 double.</param>
public sealed record FloatValue(long Bits) : FieldValue
{
    /// <summary>The number.</summary>
    public double Value => BitConverter.Int64BitsToDouble(Bits);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>True or false.</summary>
/// <param name="Value">The value.</param>
public sealed record BoolValue(bool Value) : FieldValue
{
    /// <inheritdoc/>
    public override string ToString() => Value ? "true" : "false";
}

/// <summary>Text; a character is a text of one.</summary>
/// <param name="Value">The text, without padding.</param>
public sealed record TextValue(string Value) : FieldValue
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>Bytes.</summary>
/// <param name="Value">The bytes.</param>
public sealed record BytesValue(EquatableArray<byte> Value) : FieldValue
{
    /// <inheritdoc/>
    public override string ToString() => string.Concat(Value.Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
}
