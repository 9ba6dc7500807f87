using ProtoGen.Schema;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Schemas;

/// <summary>A schema from a file, with what it imports, compiled.</summary>
/// <param name="Path">The file.</param>
/// <param name="Text">Its text.</param>
/// <param name="Result">What the compiler says.</param>
internal sealed record LoadedSchema(string Path, string Text, SchemaResult Result)
{
    /// <summary>Whether nothing is wrong that keeps it from being used.</summary>
    public bool IsUsable => Result.Protocol is not null && Result.Diagnostics.All(found => found.Rule.Severity != Severity.Error);

    /// <summary>The protocol of a schema without errors.</summary>
    /// <exception cref="UsageException">The schema has errors.</exception>
    public Protocol Protocol => IsUsable ? Result.Protocol! : throw new UsageException($"{Path} has errors; see: protogen check {Path}");

    /// <exception cref="UsageException">There is no such file, or it cannot be read.</exception>
    public static LoadedSchema Read(FileInfo file)
    {
        var text = SchemaText.Read(file.FullName) ?? throw new UsageException($"There is no schema {file}.");
        var folder = file.DirectoryName!;
        return new(file.ToString(), text, SchemaCompiler.Compile(text, name => SchemaText.Read(System.IO.Path.Combine(folder, name))));
    }
}
