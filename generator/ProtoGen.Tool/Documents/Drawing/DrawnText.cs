using Spectre.Console;
using Markup = ProtoGen.Tool.Documents.Html.Markup;

namespace ProtoGen.Tool.Documents.Drawing;

/// <summary>Text in a drawing. It is set in a fixed-width font, so that its width is known without any font: no reader's is wider than this.</summary>
internal static class DrawnText
{
    private const double WidthOfCell = 0.62;

    public static double Width(string text, double size) => text.GetCellWidth() * size * WidthOfCell;

    /// <summary>As much of a text as there is room for; empty where that is next to nothing.</summary>
    public static string Fit(string text, double size, double room)
    {
        if (Width(text, size) <= room) return text;
        for (var length = text.Length - 1; length > 0; length--)
        {
            if (char.IsHighSurrogate(text[length - 1])) continue;
            var cut = text[..length] + "…";
            if (Width(cut, size) <= room) return length < 3 ? "" : cut;
        }

        return "";
    }

    /// <param name="x">Where it begins, is centred, or ends.</param>
    /// <param name="y">The base line.</param>
    /// <param name="text">The text.</param>
    /// <param name="style">The classes: size and place.</param>
    public static Markup At(double x, double y, string text, string style) =>
        text.Length == 0 ? Markup.None : Markup.Of($"<text x=\"{x}\" y=\"{y}\" class=\"{style}\">{text}</text>");
}
