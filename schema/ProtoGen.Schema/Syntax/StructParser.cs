using ProtoGen.Schema.Diagnostics;

namespace ProtoGen.Schema.Syntax;

/// <summary>Reads <c>structs</c>.</summary>
internal static class StructParser
{
    public static IReadOnlyList<StructSyntax> ParseAll(YamlNode? node, DiagnosticBag diagnostics) =>
        [.. KeyedMapping.EntriesOf(node, "'structs'", diagnostics).Select(entry => Parse(entry, diagnostics))];

    private static StructSyntax Parse(YamlEntry entry, DiagnosticBag diagnostics)
    {
        var errors = diagnostics.ErrorCount;
        AmbiguousScalar.Warn(entry.Key, diagnostics);
        var mapping = KeyedMapping.Read(entry.Value, KeyTables.Struct, $"Struct '{entry.Key.Text}'", entry.Key.Span, diagnostics);
        var fields = FieldParser.ParseAll(mapping.Node("fields"), KeyTables.Field, $"'fields' of struct '{entry.Key.Text}'", diagnostics);
        return new(entry.Key, mapping.Scalar("name"), mapping.Scalar("doc"), mapping.Scalar("if"), fields)
        {
            PadTo = mapping.Scalar("padTo"),
            Canonical = mapping.Scalar("canonical"),
            IsBroken = diagnostics.ErrorCount > errors,
        };
    }
}
