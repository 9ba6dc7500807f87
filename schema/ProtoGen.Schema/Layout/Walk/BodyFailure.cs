namespace ProtoGen.Schema.Layout.Walk;

/// <summary>Why bytes are not what a layout says.</summary>
/// <param name="Field">The field's name in the schema; empty where the whole is meant.</param>
/// <param name="Offset">Bytes from the start of what was read.</param>
/// <param name="Problem">What is wrong, as the end of a sentence that begins with the field.</param>
public sealed record BodyFailure(string Field, int Offset, string Problem);
