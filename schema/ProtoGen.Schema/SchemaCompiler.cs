using ProtoGen.Schema.Binding;
using ProtoGen.Schema.Checks;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema;

/// <summary>Turns the text of one schema into a protocol: parse, bind, check, lay out.</summary>
public static class SchemaCompiler
{
    /// <summary>Compiles a schema; never throws on any text.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="import">The text of another schema by its path as seen from this one, whichever file imports it; null where there is none. By default nothing can be imported.</param>
    /// <param name="extensions">What stands for code of the user's own; example frames that need code that is not here are not judged. By default none.</param>
    /// <returns>What could be understood, and everything that was wrong.</returns>
    public static SchemaResult Compile(string text, Func<string, string?>? import = null, WalkExtensions? extensions = null)
    {
        var diagnostics = new DiagnosticBag();
        var protocol = Compile(text, import ?? (_ => null), extensions ?? WalkExtensions.None, diagnostics);
        return new(protocol, diagnostics.InOrder());
    }

    /// <summary>The paths that the text of a schema imports, in order; for who has to find the files.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="path">Its own path as seen from the schema that is compiled; empty for that schema itself.</param>
    /// <returns>Paths as seen from the schema that is compiled.</returns>
    public static EquatableArray<string> ImportsOf(string text, string path = "") =>
        SchemaParser.Parse(text, new DiagnosticBag())?.Imports.Select(name => ImportPath.Combine(path, name.Text)).ToEquatableArray() ?? default;

    private static Protocol? Compile(string text, Func<string, string?> import, WalkExtensions extensions, DiagnosticBag diagnostics)
    {
        if (SchemaParser.Parse(text, diagnostics) is not { } parsed) return null;
        var syntax = new SchemaImports(text, import).Resolve(parsed, diagnostics);
        var schema = SchemaBinder.Bind(syntax, diagnostics);
        SchemaChecks.Run(schema, diagnostics);
        var protocol = LayoutBuilder.LayOut(schema);
        return protocol is null ? null : VectorChecks.Run(protocol, schema, extensions);
    }
}

/// <summary>The outcome of a compilation.</summary>
/// <param name="Protocol">The protocol, or null where too little of it was understood to emit anything.</param>
/// <param name="Diagnostics">All findings in the order of their positions.</param>
public sealed record SchemaResult(Protocol? Protocol, EquatableArray<SchemaDiagnostic> Diagnostics);
