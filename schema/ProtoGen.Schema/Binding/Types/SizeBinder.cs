using System.Globalization;
using ProtoGen.Schema.Binding.Expressions;
using ProtoGen.Schema.Binding.Values;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;
using ProtoGen.Schema.Text;

namespace ProtoGen.Schema.Binding.Types;

/// <summary>Reads SIZE, the one notation for how big something is: a number, a prefix, an earlier field, <c>rest</c>, <c>until</c>.</summary>
internal static class SizeBinder
{
    private const string InBytesSuffix = " bytes";

    /// <summary>What stands in the brackets of <c>string</c>, <c>bytes</c>, <c>bcd</c> and <c>bit</c>; null where something was reported.</summary>
    public static SizeRule? Bind(TypeSyntax syntax, TypeSite site)
    {
        if (syntax.Size is { } size) return Bind(size, site);
        return Refuse(
            Rules.InvalidSize,
            syntax.Whole,
            $"{site.Title} needs a size: write {syntax.Name}[8], {syntax.Name}[u16] or {syntax.Name}[rest]",
            site);
    }

    /// <summary>A size in the brackets of a list: of elements, or of bytes where it says so.</summary>
    public static (SizeRule Size, bool InBytes)? BindList(TextSlice size, TypeSite site)
    {
        var inBytes = size.Text.EndsWith(InBytesSuffix, StringComparison.Ordinal);
        if (inBytes) size = size.Slice(0, size.Length - InBytesSuffix.Length).Trim();
        return Bind(size, site) is { } rule ? (rule, inBytes || rule is RestSize) : null;
    }

    /// <summary>A size; null where something was reported.</summary>
    public static SizeRule? Bind(TextSlice size, TypeSite site)
    {
        var text = size.Text;
        if (text == "rest") return new RestSize();
        if (text.Length > 0 && text.All(c => c is >= '0' and <= '9')) return BindNumber(size, site);
        if (text == "until" || text.StartsWith("until ", StringComparison.Ordinal)) return BindTerminator(size.From("until".Length).Trim(), site);
        if (IntegerTypes.Parse(text, site.Scope.Order) is { } prefix)
        {
            return !prefix.Signed || site.HasNone
                ? new PrefixedSize(prefix)
                : Refuse(Rules.InvalidSize, size, $"{site.Title} has the signed length prefix '{text}'; use 'u{prefix.Size * 8}', or say with 'none' which number means null", site);
        }

        if (VarintTypes.Parse(text) is { } varint)
        {
            return varint.Coding == VarintCoding.Unsigned
                ? new VarintPrefixedSize(varint)
                : Refuse(Rules.InvalidSize, size, $"{site.Title} has the signed length prefix '{text}'; use 'varint{varint.Bits}'", site);
        }

        return BindReference(size, site);
    }

    private static SizeRule? BindNumber(TextSlice size, TypeSite site)
    {
        var isUsable = int.TryParse(size.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0;
        if (isUsable) return new FixedSize(count);
        return Refuse(Rules.InvalidSize, size, $"{site.Title} has the size {size.Text}; a size is 1 to {int.MaxValue}", site);
    }

    /// <summary>The bytes of a mark: <c>0x0D0A</c>, a number of one byte, or a character in quotes.</summary>
    private static SizeRule? BindTerminator(TextSlice mark, TypeSite site)
    {
        var isHex = mark.Text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        if (isHex && mark.Length > 2 && HexText.TryRead(mark.Text.Substring(2), out var bytes, out _)) return new TerminatedSize(bytes.ToEquatableArray());
        if (!isHex && IntegerLiteral.Read(mark, new(1, false, ByteOrder.Big), out _) is { } value) return new TerminatedSize(EquatableArray.Of((byte)value.Bits));
        return Refuse(
            Rules.InvalidSize,
            mark,
            $"{site.Title} ends at '{mark.Text}', which cannot be read; write the bytes of the mark, such as 'until 0x00' or 'until 0x0D0A'",
            site);
    }

    private static SizeRule? BindReference(TextSlice size, TypeSite site)
    {
        if (site.Names is { } names && ArithmeticParser.Parse(size) is var (name, steps))
        {
            var isName = names.Names.Contains(name.Text.Split('.')[0]) || name.Text.IndexOf('.') > 0 || steps.Count > 0;
            var misspelt = isName ? null : NameSuggestion.Nearest(name.Text, Keywords);
            if (misspelt is null)
                return names.Resolve(name, $"The size of {Wording.InSentence(site.Title)}") is { } value ? new ReferencedSize(value.Reference, steps) : null;
        }

        var hint = NameSuggestion.Nearest(size.Text, Keywords) is { } nearest ? $"; did you mean '{nearest}'?"
            : size.Text.IndexOfAny(['+', '-', '*', '/', '(']) >= 0 ? "; arithmetic begins with the field, as in 'a * 4', '(a + 1) * 4' or 'ceil(a / 8)'"
            : "";
        return Refuse(
            Rules.InvalidSize,
            size,
            $"{site.Title} has the size '{size.Text}', which is neither a number, a prefix such as 'u16', an earlier field, 'rest' nor " +
            $"'until 0x00'{hint}",
            site);
    }

    private static readonly string[] Keywords = ["rest", "u8", "u16", "u24", "u32"];

    private static SizeRule? Refuse(DiagnosticRule rule, TextSlice at, string message, TypeSite site)
    {
        site.Scope.Diagnostics.Report(rule, at.Span, message);
        return null;
    }
}
