namespace ProtoGen.Generator.Emit;

/// <summary>Where a field of fixed size stands, as C# says it.</summary>
/// <param name="Span">The expression of the span.</param>
/// <param name="Offset">The expression of the offset in it.</param>
/// <param name="Size">The bytes.</param>
internal readonly record struct Place(string Span, string Offset, int Size)
{
    /// <summary>The field's bytes.</summary>
    public string Slice => $"{Span}.Slice({Offset}, {Size})";

    /// <summary>The field's only byte.</summary>
    public string Byte => $"{Span}[{Offset}]";
}
