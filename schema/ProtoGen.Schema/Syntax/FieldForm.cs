using ProtoGen.Schema.Diagnostics;

namespace ProtoGen.Schema.Syntax;

/// <summary>A field is one thing: a type, a struct in place, a switch or an integer in parts. Keys of another thing would go unheard.</summary>
internal static class FieldForm
{
    /// <summary>The keys that say what a field is, the telling ones first, each with those that cannot stand beside it.</summary>
    private static readonly (string Key, string[] Excluded)[] Forms =
    [
        ("fields", ["type", "switch", "cases", "else", "parts", "codec", "encoding", "pad", "overflow"]),
        ("switch", ["type", "parts", "codec", "encoding", "pad", "overflow"]),
        ("codec", ["parts", "encoding", "pad", "overflow"]),
        ("parts", ["encoding", "pad", "overflow"]),
    ];

    private static readonly string[] OfSwitch = ["cases", "else"];

    public static void Check(KeyedMapping field, string title, DiagnosticBag diagnostics)
    {
        foreach (var (key, excluded) in Forms)
        {
            if (field.Key(key) is null) continue;
            foreach (var other in excluded.Select(field.Key).OfType<YamlScalar>())
                diagnostics.Report(Rules.SettingDoesNotApply, other.Span, $"{title} is given by '{key}', to which '{other.Text}' does not apply; keep one of them");
            return;
        }

        foreach (var other in OfSwitch.Select(field.Key).OfType<YamlScalar>())
            diagnostics.Report(Rules.MissingKey, other.Span, $"{title} has '{other.Text}' but lacks the key 'switch', which names the value that chooses");
    }
}
