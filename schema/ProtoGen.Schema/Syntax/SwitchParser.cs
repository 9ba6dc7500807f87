using ProtoGen.Schema.Diagnostics;

namespace ProtoGen.Schema.Syntax;

/// <summary>Reads <c>switch</c>, <c>cases</c> and <c>else</c> of a field.</summary>
internal static class SwitchParser
{
    public static SwitchSyntax? Parse(YamlScalar key, KeyedMapping field, DiagnosticBag diagnostics)
    {
        if (field.Key("switch") is null) return null;
        var tag = field.Scalar("switch");
        var entries = KeyedMapping.SharedEntriesOf(field.RequiredNode("cases"), $"'cases' of field '{key.Text}'", diagnostics);
        var cases = entries.Select(entry => new CaseSyntax(entry.Key.List ?? [entry.Key], Content(entry.Key, entry.Value, diagnostics))).ToArray();
        var other = field.Node("else") is { } node ? Content(field.Key("else")!, node, diagnostics) : null;
        return tag is null ? null : new(tag, cases, other);
    }

    private static FieldSyntax Content(YamlScalar key, YamlNode node, DiagnosticBag diagnostics) => FieldParser.ParseCase(key, node, diagnostics);
}
