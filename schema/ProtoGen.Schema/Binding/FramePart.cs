using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding;

/// <summary>What a field does for a frame.</summary>
internal enum FramePartKind
{
    Body,
    Length,
    Id,
    Constant,
}

/// <summary>One field of the layout before it has a place.</summary>
/// <param name="Syntax">The field as written.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Type">The integer on the wire; null for the body.</param>
/// <param name="Range">What a length counts; null for the others.</param>
internal sealed record FramePart(FieldSyntax Syntax, FramePartKind Kind, IntegerType? Type, FrameExpression? Range)
{
    /// <summary>The value of a constant.</summary>
    public WireInteger Value { get; init; }

    public string Name => Syntax.Key.Text;

    public int Size => Type?.Size ?? 0;
}
