using ProtoGen.Schema.Diagnostics;

namespace ProtoGen.Schema.Tests;

/// <summary>Findings as a compiler prints them.</summary>
internal static class Findings
{
    public static IEnumerable<string> Of(string schema) => SchemaCompiler.Compile(schema).Diagnostics.Select(Line);

    private static string Line(SchemaDiagnostic found)
    {
        var severity = found.Rule.Severity == Severity.Error ? "error" : "warning";
        return $"({found.Span.Line},{found.Span.Column}): {severity} {found.Rule.Id}: {found.Message}";
    }
}
