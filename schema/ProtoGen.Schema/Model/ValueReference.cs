namespace ProtoGen.Schema.Model;

/// <summary>How a size, a condition or a switch names a value that was read before. Always an integer, an enum, a bool or a bit.</summary>
public abstract record ValueReference;

/// <summary>A field of the same structure, or something inside it.</summary>
/// <param name="Path">The field's schema name; then, where there is more, the part of a bits field or the field of a struct.</param>
public sealed record OwnValue(EquatableArray<string> Path) : ValueReference
{
    /// <summary>A whole field.</summary>
    public static OwnValue Of(string field) => new(EquatableArray.Of(field));

    /// <summary>The field of the same structure.</summary>
    public string Field => Path[0];

    /// <inheritdoc/>
    public override string ToString() => string.Join(".", Path);
}

/// <summary>A value from outside, see <see cref="Structure.Parameters"/>.</summary>
/// <param name="Index">Which parameter.</param>
public sealed record OuterValue(int Index) : ValueReference
{
    /// <inheritdoc/>
    public override string ToString() => "a value from outside";
}
