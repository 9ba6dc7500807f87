using ProtoGen.Schema.Diagnostics;

namespace ProtoGen.Schema.Syntax;

/// <summary>Reads fields, in the short form and in the long one.</summary>
internal static class FieldParser
{
    public static IReadOnlyList<FieldSyntax> ParseAll(YamlNode? node, KeyTable keys, string title, DiagnosticBag diagnostics) =>
        [.. KeyedMapping.EntriesOf(node, title, diagnostics).Select(entry => Parse(entry, keys, diagnostics))];

    private static FieldSyntax Parse(YamlEntry entry, KeyTable keys, DiagnosticBag diagnostics)
    {
        AmbiguousScalar.Warn(entry.Key, diagnostics);
        return entry.Value switch
        {
            YamlScalar { IsEmpty: true } => new() { Key = entry.Key, Type = null },
            YamlScalar text => FieldTextParser.Parse(entry.Key, text, diagnostics),
            YamlSequence list => Refuse(entry.Key, list, diagnostics),
            _ => ParseLong(entry, keys, diagnostics),
        };
    }

    private static FieldSyntax Refuse(YamlScalar key, YamlSequence list, DiagnosticBag diagnostics)
    {
        diagnostics.Report(
            Rules.WrongShape,
            list.Span,
            $"Field '{key.Text}' must be a type or a mapping with the key 'type', but here it is a list");
        return new() { Key = key, Type = null, IsBroken = true };
    }

    private static FieldSyntax ParseLong(YamlEntry entry, KeyTable keys, DiagnosticBag diagnostics)
    {
        var errors = diagnostics.ErrorCount;
        var mapping = KeyedMapping.Read(entry.Value, keys, $"Field '{entry.Key.Text}'", entry.Key.Span, diagnostics);
        var hasFindings = diagnostics.ErrorCount > errors;
        var type = hasFindings ? mapping.Scalar("type") : mapping.RequiredScalar("type");
        var field = type is null ? new() { Key = entry.Key, Type = null } : FieldTextParser.Parse(entry.Key, type, diagnostics);
        return field with
        {
            Name = mapping.Scalar("name"),
            Doc = mapping.Scalar("doc"),
            Text = TextSyntaxParser.Parse(mapping, $"Field '{entry.Key.Text}'", diagnostics),
            IsBroken = diagnostics.ErrorCount > errors,
        };
    }
}
