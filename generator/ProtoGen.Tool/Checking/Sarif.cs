using System.Reflection;
using System.Text.Json.Serialization;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Checking;

/// <summary>A report in SARIF 2.1.0, which build servers and editors show beside the lines it is about.</summary>
internal static class Sarif
{
    public static string Of(CheckReport report)
    {
        DiagnosticRule[] rules = [.. report.Findings.Select(found => found.Rule).Distinct().OrderBy(rule => rule.Id, StringComparer.Ordinal)];
        var results = report.Findings.Select(found => new SarifResult(
            found.Rule.Id, Array.IndexOf(rules, found.Rule), LevelOf(found.Severity), new(found.Message),
            [new(new(new(UriOf(found.Where.Path), "%SRCROOT%"), SarifRegion.Of(found)))]));
        var driver = new SarifDriver("protogen", Version, [.. rules.Select(RuleOf)]);
        return JsonText.Of(new SarifLog([new(new(driver), "utf16CodeUnits", [.. results])]));
    }

    private static string Version => typeof(Sarif).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private static SarifRule RuleOf(DiagnosticRule rule)
    {
        var page = DiagnosticPages.Find(rule.Id) ?? rule.Title;
        return new(rule.Id, new(rule.Title), new(page, page), new(LevelOf(rule.Severity)));
    }

    private static string LevelOf(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "note",
    };

    /// <summary>As seen from where the command runs, which in a build is the root of the sources.</summary>
    private static string UriOf(string path) =>
        string.Join('/', Path.GetRelativePath(".", path).Split('/', '\\').Select(Uri.EscapeDataString));
}

// The parts of the format that are used, by its own names (sarif-v2.1.0, section 3).
internal sealed record SarifLog(SarifRun[] Runs)
{
    [JsonPropertyName("$schema"), JsonPropertyOrder(-2)]
    public string Schema { get; } = "https://json.schemastore.org/sarif-2.1.0.json";

    [JsonPropertyOrder(-1)]
    public string Version { get; } = "2.1.0";
}

internal sealed record SarifRun(SarifTool Tool, string ColumnKind, SarifResult[] Results);

internal sealed record SarifTool(SarifDriver Driver);

internal sealed record SarifDriver(string Name, string Version, SarifRule[] Rules);

internal sealed record SarifRule(string Id, SarifText ShortDescription, SarifText Help, SarifConfiguration DefaultConfiguration);

internal sealed record SarifConfiguration(string Level);

internal sealed record SarifText(string Text, string? Markdown = null);

internal sealed record SarifResult(string RuleId, int RuleIndex, string Level, SarifText Message, SarifLocation[] Locations);

internal sealed record SarifLocation(SarifPhysicalLocation PhysicalLocation);

internal sealed record SarifPhysicalLocation(SarifArtifact ArtifactLocation, SarifRegion Region);

internal sealed record SarifArtifact(string Uri, string UriBaseId);

internal sealed record SarifRegion(int StartLine, int StartColumn, int EndLine, int EndColumn, int CharOffset, int CharLength, SarifText Snippet)
{
    public static SarifRegion Of(Finding found) => new(
        found.Span.Line, found.Span.Column, found.Span.EndLine, found.Span.EndColumn, found.Span.Start, found.Span.Length,
        new(found.Where.Text.Substring(found.Span.Start, found.Span.Length)));
}
