using ProtoGen.Schema.Diagnostics;

namespace ProtoGen.Schema.Syntax;

/// <summary>Reads <c>enums</c> and <c>flags</c>.</summary>
internal static class EnumParser
{
    public static IReadOnlyList<EnumSyntax> ParseAll(KeyedMapping schema, DiagnosticBag diagnostics) =>
    [
        .. KeyedMapping.EntriesOf(schema.Node("enums"), "'enums'", diagnostics).Select(entry => Parse(entry, isFlags: false, diagnostics)),
        .. KeyedMapping.EntriesOf(schema.Node("flags"), "'flags'", diagnostics).Select(entry => Parse(entry, isFlags: true, diagnostics)),
    ];

    private static EnumSyntax Parse(YamlEntry entry, bool isFlags, DiagnosticBag diagnostics)
    {
        var title = $"Enum '{entry.Key.Text}'";
        AmbiguousScalar.Warn(entry.Key, diagnostics);
        var mapping = KeyedMapping.Read(entry.Value, KeyTables.Enum, title, entry.Key.Span, diagnostics);
        var members = KeyedMapping.EntriesOf(mapping.RequiredNode("values"), $"'values' of enum '{entry.Key.Text}'", diagnostics);
        return new(
            entry.Key,
            mapping.Scalar("name"),
            mapping.Scalar("doc"),
            mapping.RequiredScalar("type"),
            [.. members.Select(member => ParseMember(member, diagnostics))])
        {
            IsFlags = isFlags,
            Unknown = mapping.Scalar("unknown"),
        };
    }

    private static EnumMemberSyntax ParseMember(YamlEntry entry, DiagnosticBag diagnostics)
    {
        AmbiguousScalar.Warn(entry.Key, diagnostics);
        if (entry.Value is YamlScalar { IsEmpty: false } value) return new(entry.Key, null, null, value);

        var mapping = KeyedMapping.Read(entry.Value, KeyTables.EnumMember, $"Enum member '{entry.Key.Text}'", entry.Key.Span, diagnostics);
        return new(entry.Key, mapping.Scalar("name"), mapping.Scalar("doc"), mapping.RequiredScalar("value"))
        {
            Since = mapping.Scalar("since"),
            Deprecated = mapping.Scalar("deprecated"),
        };
    }
}
