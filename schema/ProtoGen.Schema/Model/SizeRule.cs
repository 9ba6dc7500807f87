namespace ProtoGen.Schema.Model;

/// <summary>How a field's length is known. One subtype a notation of SIZE.</summary>
public abstract record SizeRule;

/// <summary>Always the same: <c>string[36]</c>.</summary>
/// <param name="Bytes">The size.</param>
public sealed record FixedSize(int Bytes) : SizeRule;

/// <summary>Announced by an integer just before: <c>string[u16]</c>.</summary>
/// <param name="Prefix">The integer that holds the number of bytes.</param>
public sealed record PrefixedSize(IntegerType Prefix) : SizeRule;

/// <summary>All that is left of the body, less the fixed bytes that follow: <c>string[rest]</c>.</summary>
public sealed record RestSize : SizeRule;
