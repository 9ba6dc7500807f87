using ProtoGen.Tool.Output;
using Spectre.Console;

namespace ProtoGen.Tool.Checking;

/// <summary>Shows a Markdown page: as it is, or with its headings and code set off where there are colours.</summary>
internal static class PageView
{
    public static void Write(string page, Terminal terminal)
    {
        if (!terminal.IsInteractive)
        {
            terminal.Out.Write(page);
            return;
        }

        var isCode = false;
        foreach (var line in page.TrimEnd().Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) isCode = !isCode;
            else if (isCode) terminal.Rich.Write(new Padder(new Text(line, new(Color.Teal)), new(4, 0, 0, 0)));
            else if (line.StartsWith('#')) terminal.Rich.WriteLine(line.TrimStart('#', ' '), new(decoration: Decoration.Bold));
            else terminal.Rich.WriteLine(line);
        }
    }
}
