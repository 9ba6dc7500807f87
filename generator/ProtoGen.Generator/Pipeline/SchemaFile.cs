using Microsoft.CodeAnalysis;

namespace ProtoGen.Generator.Pipeline;

/// <summary>One schema of the project.</summary>
/// <param name="Path">Where it is, for diagnostics only.</param>
/// <param name="Text">Its text.</param>
internal sealed record SchemaFile(string Path, string Text)
{
    /// <summary>How the names of schemas end.</summary>
    public const string Extension = ".protogen.yaml";

    public static bool IsSchema(AdditionalText file) => file.Path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);

    public static SchemaFile Read(AdditionalText file, CancellationToken cancel) => new(file.Path, file.GetText(cancel)?.ToString() ?? "");
}
