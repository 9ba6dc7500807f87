namespace ProtoGen.Schema.Model;

/// <summary>How the end of a frame is found. One subtype a way.</summary>
public abstract record FrameExtent;

/// <summary>A value before the body says how many bytes a range of fields takes, the body among them.</summary>
/// <param name="Source">The value: an integer, a varint, or a part of a bits field.</param>
/// <param name="Range">The fields; may begin before the value itself.</param>
/// <param name="Steps">From the number of bytes to the value.</param>
public sealed record LengthExtent(OwnValue Source, FieldRange Range, EquatableArray<ArithmeticStep> Steps) : FrameExtent
{
    /// <summary>The bytes of the range that a value announces; null where there is no such number.</summary>
    public long? BytesFor(long value) => Steps.Invert(value);
}

/// <summary>The flag of the escape rule stands behind it: whoever looks at a layout has a whole frame.</summary>
public sealed record FlagExtent : FrameExtent;

/// <summary>The fields of its message say where the body ends.</summary>
public sealed record BodyExtent : FrameExtent;
