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

/// <summary>The elements of a list; bits are a list of <see cref="BoolValue"/>.</summary>
/// <param name="Items">The elements in wire order.</param>
public sealed record ListValue(EquatableArray<FieldValue> Items) : FieldValue
{
    /// <inheritdoc/>
    public override string ToString() => $"[{string.Join(", ", Items)}]";
}

/// <summary>The fields of a struct, or the parts of a bits field.</summary>
/// <param name="Fields">The values by name, in wire order; what was left out is absent.</param>
public sealed record StructValue(EquatableArray<VectorValue> Fields) : FieldValue
{
    /// <inheritdoc/>
    public override string ToString() => $"{{ {string.Join(", ", Fields.Select(field => $"{field.Field}: {field.Value}"))} }}";
}

/// <summary>The case a switch holds.</summary>
/// <param name="Case">The case's C# name.</param>
/// <param name="Value">What stands there; null for nothing.</param>
public sealed record CaseValue(string Case, FieldValue? Value) : FieldValue
{
    /// <inheritdoc/>
    public override string ToString() => $"{Case} {Value}";
}

/// <summary>A field that is not there, or whose value means null.</summary>
public sealed record AbsentValue : FieldValue
{
    /// <inheritdoc/>
    public override string ToString() => "absent";
}
