using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Checking;

/// <summary>A report for programs.</summary>
internal sealed record ReportJson(int Files, int Errors, int Warnings, IEnumerable<FindingJson> Findings)
{
    public static string Of(CheckReport report) =>
        JsonText.Of(new ReportJson(report.Files, report.Errors, report.Warnings, report.Findings.Select(FindingJson.Of)));
}

/// <summary>A finding; lines and columns count from 1, columns in UTF-16 units, and the end is exclusive.</summary>
internal sealed record FindingJson(string File, int Line, int Column, int EndLine, int EndColumn, string Severity, string Id, string Title, string Message)
{
    public static FindingJson Of(Finding found) => new(
        found.Where.Path.Replace('\\', '/'), found.Span.Line, found.Span.Column, found.Span.EndLine, found.Span.EndColumn,
        found.SeverityName, found.Rule.Id, found.Rule.Title, found.Message);
}
