namespace ProtoGen.Schema.Model;

/// <summary>An example frame and the values it holds.</summary>
public sealed record Vector
{
    /// <summary>The C# name of the message.</summary>
    public required string Message { get; init; }

    /// <summary>The whole frame.</summary>
    public required EquatableArray<byte> Frame { get; init; }

    /// <summary>Whether it shows what must be refused; then it has no values.</summary>
    public bool IsRefused { get; init; }

    /// <summary>The values of the frame's layout around the message, the body as bytes.</summary>
    public EquatableArray<VectorValue> Header { get; init; }

    /// <summary>All values of the frame, by field in wire order; those the schema's author gave were compared with them.</summary>
    public required EquatableArray<VectorValue> Values { get; init; }
}

/// <summary>One value of a vector.</summary>
/// <param name="Field">The field's name in the schema.</param>
/// <param name="Value">Its value.</param>
public sealed record VectorValue(string Field, FieldValue Value);
