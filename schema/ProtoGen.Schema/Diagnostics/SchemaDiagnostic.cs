using ProtoGen.Schema.Text;

namespace ProtoGen.Schema.Diagnostics;

/// <summary>How bad a finding is.</summary>
public enum Severity
{
    /// <summary>A hint.</summary>
    Info,

    /// <summary>Likely a mistake; code is still emitted.</summary>
    Warning,

    /// <summary>The schema is wrong here.</summary>
    Error,
}

/// <summary>One finding in a schema: where, what, and how to mend it.</summary>
/// <param name="Rule">The rule that was broken.</param>
/// <param name="Span">Where.</param>
/// <param name="Message">One sentence.</param>
public sealed record SchemaDiagnostic(DiagnosticRule Rule, SourceSpan Span, string Message);

/// <summary>One rule of the language.</summary>
/// <param name="Id">The stable id: PG1xxx syntax, PG2xxx names and types, PG3xxx ids and directions, PG4xxx layout.</param>
/// <param name="Title">The rule in a few words, as a heading.</param>
/// <param name="Severity">How bad breaking it is.</param>
public sealed record DiagnosticRule(string Id, string Title, Severity Severity);
