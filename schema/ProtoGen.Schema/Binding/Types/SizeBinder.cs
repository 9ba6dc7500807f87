using System.Globalization;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Types;

/// <summary>Reads what stands in the brackets of <c>string</c> and <c>bytes</c>.</summary>
internal static class SizeBinder
{
    public static SizeRule? Bind(TypeSyntax syntax, TypeSite site)
    {
        if (syntax.Size is not { } size)
        {
            return Refuse(
                Rules.InvalidSize,
                syntax.Whole,
                $"{site.Title} needs a size: write {syntax.Name}[8], {syntax.Name}[u16] or {syntax.Name}[rest]",
                site);
        }

        var text = size.Text;
        if (text == "rest") return new RestSize();
        if (text.Length > 0 && text.All(c => c is >= '0' and <= '9'))
        {
            var isUsable = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) && bytes > 0;
            if (isUsable) return new FixedSize(bytes);
            return Refuse(Rules.InvalidSize, size, $"{site.Title} has {text} bytes; a size is 1 to {int.MaxValue}", site);
        }

        if (IntegerTypes.Parse(text, site.Scope.Order) is { } prefix)
        {
            return !prefix.Signed
                ? new PrefixedSize(prefix)
                : Refuse(Rules.InvalidSize, size, $"{site.Title} has the signed length prefix '{text}'; use 'u{prefix.Size * 8}'", site);
        }

        if (text.StartsWith("until ", StringComparison.Ordinal))
            return Refuse(Rules.NotYetSupported, size, $"{site.Title} ends at a terminator, which this version does not support yet", site);

        var hint = NameSuggestion.Nearest(text, ["rest", "u8", "u16", "u24", "u32"]) is { } nearest ? $"; did you mean '{nearest}'?" : "";
        return Refuse(
            Rules.InvalidSize,
            size,
            $"{site.Title} has the size '{text}', but this version knows a number, a prefix such as 'u16', and 'rest'{hint}",
            site);
    }

    private static SizeRule? Refuse(DiagnosticRule rule, TextSlice at, string message, TypeSite site)
    {
        site.Scope.Diagnostics.Report(rule, at.Span, message);
        return null;
    }
}
