using System.Collections.Immutable;
using ProtoGen.Schema;
using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Pipeline;

/// <summary>A schema together with those it imports: equal as long as none of them changes, whatever happens to the others of the project.</summary>
/// <param name="File">The schema.</param>
/// <param name="Imports">What it may import, directly or through others.</param>
internal sealed record ResolvedSchema(SchemaFile File, EquatableArray<ImportedFile> Imports)
{
    /// <summary>Finds the files a schema imports among those of the project.</summary>
    public static ResolvedSchema Resolve((SchemaFile File, ImmutableArray<SchemaFile> All) input, CancellationToken cancel)
    {
        var found = new List<ImportedFile>();
        var open = new Queue<string>(SchemaCompiler.ImportsOf(input.File.Text));
        while (open.Count > 0)
        {
            var name = open.Dequeue();
            if (found.Any(known => known.Name == name) || Find(name, input.File, input.All) is not { } file) continue;
            found.Add(new(name, file.Path, file.Text));
            foreach (var further in SchemaCompiler.ImportsOf(file.Text, name)) open.Enqueue(further);
        }

        return new(input.File, found.ToEquatableArray());
    }

    /// <summary>The text of an import; null where the project has no such file.</summary>
    public string? TextOf(string name) => Imports.FirstOrDefault(known => known.Name == name)?.Text;

    /// <summary>The path of an import; that of the schema itself for none.</summary>
    public string PathOf(string? name) => Imports.FirstOrDefault(known => known.Name == name)?.Path ?? File.Path;

    private static SchemaFile? Find(string name, SchemaFile from, ImmutableArray<SchemaFile> all)
    {
        var wanted = ImportPath.Combine(from.Path, name);
        return all.FirstOrDefault(file => string.Equals(ImportPath.Plain(file.Path), wanted, StringComparison.OrdinalIgnoreCase));
    }
}

/// <summary>A schema that another one imports.</summary>
/// <param name="Name">Its path as seen from the other one.</param>
/// <param name="Path">Where it is, for diagnostics only.</param>
/// <param name="Text">Its text.</param>
internal sealed record ImportedFile(string Name, string Path, string Text);
