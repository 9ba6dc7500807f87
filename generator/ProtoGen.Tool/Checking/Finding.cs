using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Text;

namespace ProtoGen.Tool.Checking;

/// <summary>Something the compiler says of a schema, in the file that it is about.</summary>
/// <param name="Where">The file.</param>
/// <param name="Severity">How bad it is here: what is a warning elsewhere may be asked to be an error.</param>
/// <param name="Diagnostic">What the compiler says.</param>
internal sealed record Finding(CheckedText Where, Severity Severity, SchemaDiagnostic Diagnostic)
{
    public DiagnosticRule Rule => Diagnostic.Rule;

    public SourceSpan Span => Diagnostic.Span;

    public string Message => Diagnostic.Message;

    /// <summary>The severity as compilers print it.</summary>
    public string SeverityName => Severity.ToString().ToLowerInvariant();
}
