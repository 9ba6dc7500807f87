using System.Globalization;
using System.Text.Json.Nodes;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Tests.Syntax;

/// <summary>YAML as an editor sees it: plain values are typed by the core schema of YAML 1.2.</summary>
internal static class YamlAsJson
{
    /// <summary>The document; null where it is not YAML.</summary>
    public static JsonNode? Read(string text)
    {
        var diagnostics = new DiagnosticBag();
        var root = YamlReader.Read(text, diagnostics);
        return diagnostics.ErrorCount > 0 ? null : Convert(root);
    }

    private static JsonNode? Convert(YamlNode? node) => node switch
    {
        YamlMapping mapping => new JsonObject(mapping.Entries.Select(entry => KeyValuePair.Create(entry.Key.Text, Convert(entry.Value)))),
        YamlSequence list => new JsonArray([.. list.Items.Select(Convert)]),
        YamlScalar { IsPlain: true } scalar => Typed(scalar.Text),
        YamlScalar scalar => JsonValue.Create(scalar.Text),
        _ => null,
    };

    private static JsonNode? Typed(string text)
    {
        if (text is "" or "~" or "null" or "Null" or "NULL") return null;
        if (text is "true" or "True" or "TRUE" or "false" or "False" or "FALSE") return JsonValue.Create(char.ToLowerInvariant(text[0]) == 't');
        if (text.StartsWith("0x", StringComparison.Ordinal) && ulong.TryParse(text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex))
            return JsonValue.Create(hex);

        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : JsonValue.Create(text);
    }
}
