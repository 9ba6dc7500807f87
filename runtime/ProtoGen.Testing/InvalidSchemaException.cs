namespace ProtoGen.Testing;

/// <summary>A schema has errors, so that no code is made of it.</summary>
/// <param name="diagnostics">What a build would say.</param>
public sealed class InvalidSchemaException(IReadOnlyList<string> diagnostics) : Exception(string.Join(Environment.NewLine, diagnostics))
{
    /// <summary>What a build would say, one line each, in the order of the schema.</summary>
    public IReadOnlyList<string> Diagnostics { get; } = diagnostics;
}
