using ProtoGen.Schema.Model;
using ProtoGen.Schema.Text;

namespace ProtoGen.Schema.Diagnostics;

/// <summary>Collects findings while the stages go on.</summary>
internal sealed class DiagnosticBag
{
    private readonly List<SchemaDiagnostic> _found = [];

    /// <summary>Errors so far. A stage that sees it grow over one message knows that the message is broken.</summary>
    public int ErrorCount { get; private set; }

    public void Report(DiagnosticRule rule, SourceSpan span, string message)
    {
        _found.Add(new SchemaDiagnostic(rule, span, message));
        if (rule.Severity == Severity.Error) ErrorCount++;
    }

    /// <summary>All findings by position, those in imported schemas last; one stated twice, as an alias can make it, is kept once.</summary>
    public EquatableArray<SchemaDiagnostic> InOrder() =>
        _found.Distinct().OrderBy(found => found.Span.File, StringComparer.Ordinal).ThenBy(found => found.Span.Start).ThenBy(found => found.Rule.Id, StringComparer.Ordinal).ToEquatableArray();
}
