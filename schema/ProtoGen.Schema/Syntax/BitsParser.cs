using ProtoGen.Schema.Diagnostics;

namespace ProtoGen.Schema.Syntax;

/// <summary>Reads <c>bits</c>, and the <c>parts</c> that a field may have in place.</summary>
internal static class BitsParser
{
    public static IReadOnlyList<BitsSyntax> ParseAll(YamlNode? node, DiagnosticBag diagnostics) =>
        [.. KeyedMapping.EntriesOf(node, "'bits'", diagnostics).Select(entry => Parse(entry, diagnostics))];

    public static IReadOnlyList<BitsPartSyntax> ParseParts(YamlNode? node, string title, DiagnosticBag diagnostics) =>
        [.. KeyedMapping.EntriesOf(node, title, diagnostics).Select(part => ParsePart(part, diagnostics))];

    private static BitsSyntax Parse(YamlEntry entry, DiagnosticBag diagnostics)
    {
        var errors = diagnostics.ErrorCount;
        AmbiguousScalar.Warn(entry.Key, diagnostics);
        var mapping = KeyedMapping.Read(entry.Value, KeyTables.Bits, $"Bits '{entry.Key.Text}'", entry.Key.Span, diagnostics);
        var parts = ParseParts(mapping.RequiredNode("parts"), $"'parts' of bits '{entry.Key.Text}'", diagnostics);
        return new(entry.Key, mapping.Scalar("name"), mapping.Scalar("doc"), mapping.RequiredScalar("type"), parts)
        {
            IsBroken = diagnostics.ErrorCount > errors,
        };
    }

    private static BitsPartSyntax ParsePart(YamlEntry entry, DiagnosticBag diagnostics)
    {
        AmbiguousScalar.Warn(entry.Key, diagnostics);
        if (entry.Value is YamlScalar { IsEmpty: false } text) return OfText(entry.Key, text);

        var mapping = KeyedMapping.Read(entry.Value, KeyTables.BitsPart, $"Part '{entry.Key.Text}'", entry.Key.Span, diagnostics);
        var part = mapping.RequiredScalar("at") is { } at ? OfText(entry.Key, at) : new(entry.Key, null, null, null, null);
        return part with
        {
            Name = mapping.Scalar("name"),
            Doc = mapping.Scalar("doc"),
            Type = mapping.Scalar("type"),
            Verify = mapping.Scalar("verify"),
        };
    }

    private static BitsPartSyntax OfText(YamlScalar key, YamlScalar text)
    {
        var whole = text.Whole.Trim();
        var equals = whole.Text.IndexOf('=');
        return equals < 0
            ? new(key, null, null, whole, null)
            : new(key, null, null, whole.Slice(0, equals).Trim(), whole.From(equals + 1).Trim());
    }
}
