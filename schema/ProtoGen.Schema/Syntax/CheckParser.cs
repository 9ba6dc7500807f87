using ProtoGen.Schema.Diagnostics;

namespace ProtoGen.Schema.Syntax;

/// <summary>Reads <c>checks</c>.</summary>
internal static class CheckParser
{
    public static IReadOnlyList<CheckSyntax> ParseAll(YamlNode? node, DiagnosticBag diagnostics) =>
        [.. KeyedMapping.EntriesOf(node, "'checks'", diagnostics).Select(entry => Parse(entry, diagnostics))];

    private static CheckSyntax Parse(YamlEntry entry, DiagnosticBag diagnostics)
    {
        var check = KeyedMapping.Read(entry.Value, KeyTables.Check, $"Check '{entry.Key.Text}'", entry.Key.Span, diagnostics);
        return new(entry.Key)
        {
            Width = check.RequiredScalar("width"),
            Polynomial = check.RequiredScalar("poly"),
            Initial = check.Scalar("init"),
            ReflectInput = check.Scalar("refin"),
            ReflectOutput = check.Scalar("refout"),
            XorOutput = check.Scalar("xorout"),
            Check = check.RequiredScalar("check"),
        };
    }
}
