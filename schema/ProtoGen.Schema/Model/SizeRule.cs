namespace ProtoGen.Schema.Model;

/// <summary>How a field's length is known. One subtype a notation of SIZE.</summary>
public abstract record SizeRule;

/// <summary>Always the same: <c>string[36]</c>.</summary>
/// <param name="Count">Bytes, or elements of a list.</param>
public sealed record FixedSize(int Count) : SizeRule;

/// <summary>Announced by an integer just before: <c>string[u16]</c>.</summary>
/// <param name="Prefix">The integer that holds the number of bytes.</param>
public sealed record PrefixedSize(IntegerType Prefix) : SizeRule
{
    /// <summary>The number that stands there instead of a size where there is nothing, not even something empty: null in C#.</summary>
    public WireInteger? None { get; init; }
}

/// <summary>All that is left of the body, less the fixed bytes that follow: <c>string[rest]</c>.</summary>
public sealed record RestSize : SizeRule;

/// <summary>Announced by a varint just before: <c>string[varint32]</c>.</summary>
/// <param name="Prefix">The varint that holds the size; never one with negative values.</param>
public sealed record VarintPrefixedSize(VarintType Prefix) : SizeRule;

/// <summary>Said by a value read before: <c>string[length]</c>, <c>bytes[words * 4]</c>.</summary>
/// <param name="Source">That value.</param>
/// <param name="Steps">From the value to the size.</param>
public sealed record ReferencedSize(ValueReference Source, EquatableArray<ArithmeticStep> Steps) : SizeRule;

/// <summary>Ended by a mark: <c>string[until 0x00]</c>. In a list the mark stands where an element would begin.</summary>
/// <param name="Terminator">The bytes of the mark; never empty.</param>
public sealed record TerminatedSize(EquatableArray<byte> Terminator) : SizeRule;
