using ProtoGen.Schema;
using ProtoGen.Schema.Binding;
using ProtoGen.Schema.Checks;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;
using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Schemas;

/// <summary>A schema with its own names, which the protocol made of it has no more; its example frames are not judged yet.</summary>
/// <param name="Schema">The names.</param>
/// <param name="Protocol">The protocol.</param>
internal sealed record BoundText(BoundSchema Schema, Protocol Protocol)
{
    /// <exception cref="UsageException">The schema has errors beside those of its example frames.</exception>
    public static BoundText Of(LoadedSchema loaded)
    {
        var diagnostics = new DiagnosticBag();
        var folder = Path.GetDirectoryName(Path.GetFullPath(loaded.Path))!;
        var syntax = SchemaParser.Parse(loaded.Text, diagnostics);
        var schema = syntax is null ? null : SchemaBinder.Bind(new SchemaImports(loaded.Text, name => SchemaText.Read(Path.Combine(folder, name))).Resolve(syntax, diagnostics), diagnostics);
        if (schema is not null) SchemaChecks.Run(schema, diagnostics);
        var protocol = schema is null || diagnostics.ErrorCount > 0 ? null : LayoutBuilder.LayOut(schema);
        return protocol is null ? throw new UsageException($"{loaded.Path} has errors; see: protogen check {loaded.Path}") : new(schema!, protocol);
    }
}
