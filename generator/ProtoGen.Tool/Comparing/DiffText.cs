using ProtoGen.Tool.Output;
using Spectre.Console;

namespace ProtoGen.Tool.Comparing;

/// <summary>Changes for people: class by class, each with its reason.</summary>
internal static class DiffText
{
    public static void Write(IReadOnlyList<Change> changes, Terminal terminal)
    {
        foreach (var kind in changes.GroupBy(change => change.ClassName))
        {
            Line(terminal, $"{kind.Key} ({kind.Count()})", new(ColourOf(kind.First().Class), decoration: Decoration.Bold));
            foreach (var change in kind)
            {
                Line(terminal, $"  {change.Path}: {change.What}", Style.Plain);
                Line(terminal, $"    {change.Reason}", new(decoration: Decoration.Dim));
            }

            terminal.Out.WriteLine();
        }

        Line(terminal, Summary(changes), Style.Plain);
    }

    private static string Summary(IReadOnlyList<Change> changes)
    {
        if (changes.Count == 0) return "No changes.";
        var counts = changes.GroupBy(change => change.ClassName).Select(kind => $"{kind.Count()} {kind.Key}");
        return $"{changes.Count} {(changes.Count == 1 ? "change" : "changes")}: {string.Join(", ", counts)}.";
    }

    private static Color ColourOf(ChangeClass kind) => kind switch
    {
        ChangeClass.WireBreaking => Color.Red,
        ChangeClass.ReaderBreaking => Color.Yellow,
        ChangeClass.SourceBreaking => Color.Blue,
        _ => Color.Green,
    };

    private static void Line(Terminal terminal, string text, Style style)
    {
        if (terminal.IsInteractive) terminal.Rich.WriteLine(text, style);
        else terminal.Out.WriteLine(text);
    }
}
