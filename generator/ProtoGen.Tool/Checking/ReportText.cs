using ProtoGen.Schema.Diagnostics;
using ProtoGen.Tool.Output;
using Spectre.Console;

namespace ProtoGen.Tool.Checking;

/// <summary>A report for people: each finding on the line that editors and build servers know how to read, then the line of the schema.</summary>
internal static class ReportText
{
    private static readonly Style Faint = new(decoration: Decoration.Dim);
    private static readonly Style Strong = new(decoration: Decoration.Bold);

    public static void Write(CheckReport report, Terminal terminal)
    {
        foreach (var found in report.Findings) Write(found, terminal);
        var ids = report.Findings.Select(found => found.Rule.Id).Distinct().Order(StringComparer.Ordinal).ToList();
        if (ids.Count > 0) WriteLine(terminal, ($"Why, and how to mend it: protogen check --explain {string.Join(" | ", ids)}", Faint));
        WriteLine(terminal, (report.Summary, report.Errors > 0 ? new Style(Color.Red) : report.Warnings > 0 ? new Style(Color.Yellow) : new Style(Color.Green)));
    }

    private static void Write(Finding found, Terminal terminal)
    {
        var colour = new Style(ColourOf(found.Severity), decoration: Decoration.Bold);
        WriteLine(terminal,
            ($"{found.Where.Path}({found.Span.Line},{found.Span.Column}): ", Strong), ($"{found.SeverityName} {found.Rule.Id}: ", colour), (found.Message, Style.Plain));

        var number = $"{found.Span.Line,5} | ";
        var margin = new string(' ', number.Length - 2) + "| ";
        var excerpt = SourceExcerpt.Of(found, terminal.IsInteractive ? terminal.Rich.Profile.Width - number.Length - 1 : int.MaxValue);
        WriteLine(terminal, (number, Faint), (excerpt.Line, Style.Plain));
        WriteLine(terminal, (margin + new string(' ', excerpt.Before), Faint), (new string('^', excerpt.Carets), colour));
        terminal.Out.WriteLine();
    }

    private static Color ColourOf(Severity severity) => severity switch
    {
        Severity.Error => Color.Red,
        Severity.Warning => Color.Yellow,
        _ => Color.Blue,
    };

    /// <summary>A line in colours; where there are none its text alone, however long.</summary>
    private static void WriteLine(Terminal terminal, params ReadOnlySpan<(string Text, Style Style)> parts)
    {
        if (!terminal.IsInteractive)
        {
            foreach (var (text, _) in parts) terminal.Out.Write(text);
            terminal.Out.WriteLine();
            return;
        }

        var line = new Paragraph();
        foreach (var (text, style) in parts) line.Append(text, style);
        terminal.Rich.Write(line);
        terminal.Rich.WriteLine();
    }
}
