using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Text;

namespace ProtoGen.Generator.Pipeline;

/// <summary>One diagnostic of one schema, compared by value; becomes Roslyn's own only when it is reported.</summary>
/// <param name="Path">The schema's path.</param>
/// <param name="Diagnostic">What is wrong, and where.</param>
internal sealed record Finding(string Path, SchemaDiagnostic Diagnostic)
{
    private static readonly SourceSpan FileStart = new(1, 1, 1, 1, 0, 0);
    private static readonly DiagnosticRule LanguageRule = new("PG0001", "The project's C# is too old", Severity.Error);
    private static readonly DiagnosticRule ConflictRule = new("PG0002", "Two schemas define one type", Severity.Error);
    private static readonly DiagnosticRule UnforeseenRule = new("PG0099", "ProtoGen failed on this schema", Severity.Error);

    /// <summary>The rules that are the generator's own.</summary>
    public static IReadOnlyList<DiagnosticRule> OwnRules { get; } = [LanguageRule, ConflictRule, UnforeseenRule];

    public static Finding Of(string path, SchemaDiagnostic diagnostic) => new(path, diagnostic);

    public static Finding OldLanguage(string path) => new(path, new(LanguageRule, FileStart,
        "ProtoGen emits C# 14, but this project compiles an older version; remove <LangVersion> from the project or set it to 14 or higher"));

    public static Finding Conflict(string path, string type, string other) => new(path, new(ConflictRule, FileStart,
        $"The type '{type}' is already defined by '{other}', so this schema was left out; give one of the two protocols another namespace"));

    public static Finding Unforeseen(string path, Exception exception) => new(path, new(UnforeseenRule, FileStart,
        $"ProtoGen failed on this schema, which is a bug of ProtoGen: {exception.GetType().Name}: {exception.Message}"));

    /// <summary>Errors cannot be switched off: without the code that they stand for nothing compiles anyway.</summary>
    public Diagnostic ToDiagnostic(HelpPages pages)
    {
        var (rule, span) = (Diagnostic.Rule, Diagnostic.Span);
        var severity = rule.Severity switch
        {
            Severity.Error => DiagnosticSeverity.Error,
            Severity.Warning => DiagnosticSeverity.Warning,
            _ => DiagnosticSeverity.Info,
        };
        string[] tags = rule.Severity == Severity.Error ? [WellKnownDiagnosticTags.NotConfigurable] : [];
        var location = Location.Create(Path, new TextSpan(span.Start, span.Length),
            new LinePositionSpan(new(span.Line - 1, span.Column - 1), new(span.EndLine - 1, span.EndColumn - 1)));
        return Microsoft.CodeAnalysis.Diagnostic.Create(rule.Id, "ProtoGen", Diagnostic.Message, severity, severity, isEnabledByDefault: true,
            warningLevel: severity == DiagnosticSeverity.Error ? 0 : 1, title: rule.Title, helpLink: pages.AddressOf(rule.Id), location: location, customTags: tags);
    }
}
