namespace ProtoGen.Schema.Diagnostics;

/// <summary>Every rule of the language. Ids are never reused; each has a page in <c>schema/diagnostics</c>.</summary>
public static partial class Rules
{
    /// <summary>All rules in the order of their ids.</summary>
    public static IReadOnlyList<DiagnosticRule> All => [.. SyntaxRules(), .. NameRules(), .. IdRules(), .. LayoutRules()];

    private static DiagnosticRule Error(string id, string title) => new(id, title, Severity.Error);

    private static DiagnosticRule Warning(string id, string title) => new(id, title, Severity.Warning);
}
