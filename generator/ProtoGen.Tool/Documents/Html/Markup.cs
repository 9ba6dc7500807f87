using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace ProtoGen.Tool.Documents.Html;

/// <summary>Text that is HTML already. What is put into a template is escaped unless it is one of these, so nothing can be forgotten.</summary>
internal readonly record struct Markup(string Text)
{
    public static Markup None => new("");

    /// <summary>A template with holes: <c>Markup.Of($"&lt;td>{name}&lt;/td>")</c>.</summary>
    public static Markup Of(MarkupTemplate template) => new(template.ToString());

    public static Markup Join(IEnumerable<Markup> parts, string between = "") => new(string.Join(between, parts.Select(part => part.Text)));

    public override string ToString() => Text;
}

/// <summary>Builds a <see cref="Markup"/> from an interpolated string.</summary>
[InterpolatedStringHandler]
internal readonly ref struct MarkupTemplate(int literalLength, int formattedCount)
{
    private readonly StringBuilder _text = new(literalLength + (16 * formattedCount));

    public void AppendLiteral(string text) => _text.Append(text);

    public void AppendFormatted(Markup markup) => _text.Append(markup.Text);

    public void AppendFormatted(IEnumerable<Markup> markup)
    {
        foreach (var part in markup) _text.Append(part.Text);
    }

    public void AppendFormatted(string? text) => _text.Append(WebUtility.HtmlEncode(text));

    public void AppendFormatted(int number) => _text.Append(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>A coordinate.</summary>
    public void AppendFormatted(double number) => _text.Append(Math.Round(number, 2).ToString(CultureInfo.InvariantCulture));

    public override string ToString() => _text.ToString();
}
