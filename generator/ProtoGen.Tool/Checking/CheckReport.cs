using ProtoGen.Schema.Diagnostics;

namespace ProtoGen.Tool.Checking;

/// <summary>What was looked at, and what was found.</summary>
/// <param name="Files">How many files were read, imported ones included.</param>
/// <param name="Messages">The messages of the schemas, their replies included.</param>
/// <param name="Vectors">The example frames that are proven.</param>
/// <param name="Findings">What was found, file by file.</param>
internal sealed record CheckReport(int Files, int Messages, int Vectors, IReadOnlyList<Finding> Findings)
{
    public int Errors => Findings.Count(found => found.Severity == Severity.Error);

    public int Warnings => Findings.Count(found => found.Severity == Severity.Warning);

    /// <summary>The last line of a report for people.</summary>
    public string Summary => Findings.Count == 0
        ? $"No findings in {Count(Files, "file")}: {Count(Messages, "message")}, {Count(Vectors, "vector")} proven."
        : $"{Count(Errors, "error")}, {Count(Warnings, "warning")} in {Count(Files, "file")}.";

    private static string Count(int number, string what) => $"{number} {what}{(number == 1 ? "" : "s")}";
}
