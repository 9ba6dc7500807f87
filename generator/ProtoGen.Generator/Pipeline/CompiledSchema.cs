using ProtoGen.Schema;
using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Pipeline;

/// <summary>One schema after the front end: a model without positions, so that a comment or a moved line changes nothing after it, and the findings with them.</summary>
internal sealed record CompiledSchema(SchemaModel Model, EquatableArray<Finding> Findings)
{
    public static CompiledSchema Compile(ResolvedSchema schema, CancellationToken cancel)
    {
        var file = schema.File;
        try
        {
            var result = SchemaCompiler.Compile(file.Text, schema.TextOf);
            return new(
                new SchemaModel(file.Path, result.Protocol),
                result.Diagnostics.Select(diagnostic => Finding.Of(schema.PathOf(diagnostic.Span.File), diagnostic)).ToEquatableArray());
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new(new SchemaModel(file.Path, null), EquatableArray.Of(Finding.Unforeseen(file.Path, exception)));
        }
    }
}

/// <summary>A schema's protocol and where it came from.</summary>
/// <param name="Path">The schema's path.</param>
/// <param name="Protocol">What it describes, if it could be understood.</param>
internal sealed record SchemaModel(string Path, Protocol? Protocol)
{
    /// <summary>The name without the folder: all that emitted code may know of the machine.</summary>
    public string FileName => Path.Substring(Path.LastIndexOfAny(['/', '\\']) + 1);
}
