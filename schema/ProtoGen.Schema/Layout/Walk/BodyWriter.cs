using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk;

/// <summary>
/// Writes any body by its structure: the inverse of <see cref="BodyReader"/>. What is derived is computed; what was given for it is
/// ignored, except where it chooses between values that would do: the tag of a case that has several, or a spelling that is kept.
/// </summary>
public static class BodyWriter
{
    /// <summary>Writes a body.</summary>
    /// <param name="structure">The fields.</param>
    /// <param name="values">What a user sets, in any order, and what <see cref="BodyReader"/> keeps under <see cref="HiddenNames"/>.</param>
    /// <param name="context">The types that the structure refers to, and what it takes from outside.</param>
    /// <returns>The bytes.</returns>
    /// <exception cref="ArgumentException">A value is missing, does not fit, or contradicts another.</exception>
    public static byte[] Write(Structure structure, IEnumerable<VectorValue> values, WalkContext context)
    {
        var given = values.ToList();
        var trailing = given.FirstOrDefault(value => value.Field == HiddenNames.Trailing)?.Value as BytesValue;
        given.RemoveAll(value => value.Field == HiddenNames.Trailing);

        var written = StructureWriter.Write(new(context), new WalkScopeSource(structure, context.Outer, null, StructLevel.First), given, start: 0);
        if (written.Problem is { } problem) throw new ArgumentException($"'{problem.Path}' {problem.Text}");
        return trailing is not null && structure.Trailing == Trailing.Keep ? [.. written.Bytes, .. trailing.Value] : written.Bytes;
    }

    /// <summary>Writes a body that refers to no other type.</summary>
    /// <param name="layout">Where the bytes stand.</param>
    /// <param name="values">What a user sets, in any order.</param>
    /// <returns>The bytes.</returns>
    /// <exception cref="ArgumentException">A value is missing or does not fit.</exception>
    public static byte[] Write(BodyLayout layout, IEnumerable<VectorValue> values) => Write(BodyReader.Nameless(layout), values, WalkContext.Empty);
}
