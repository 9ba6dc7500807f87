using Spectre.Console;

namespace ProtoGen.Tool.Output;

/// <summary>Lines of coloured pieces; without colours where nobody sees them, and never broken: a terminal does that itself.</summary>
internal sealed class ColoredLines(Terminal terminal)
{
    public void Write(Color color, string text) => Write([(color, text)]);

    public void Write(Color color, string text, Color next, string more) => Write([(color, text), (next, more)]);

    public void Write(Color color, string text, Color next, string more, Color last, string rest) => Write([(color, text), (next, more), (last, rest)]);

    /// <summary>An empty line.</summary>
    public void End() => terminal.Out.WriteLine();

    private void Write((Color Color, string Text)[] pieces)
    {
        if (!terminal.IsInteractive)
        {
            terminal.Out.WriteLine(string.Concat(pieces.Select(piece => piece.Text)).TrimEnd());
            return;
        }

        terminal.Rich.Profile.Width = int.MaxValue / 2;
        var line = new Paragraph();
        foreach (var (color, text) in pieces) line.Append(text, new Style(color));
        terminal.Rich.Write(line);
        terminal.Out.WriteLine();
    }
}
