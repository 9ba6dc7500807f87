using ProtoGen.Schema.Diagnostics;

namespace ProtoGen.Schema.Syntax;

/// <summary>Reads <c>encoding</c> and <c>pad</c>, which stand on a field and under <c>text</c>.</summary>
internal static class TextSyntaxParser
{
    public static TextSyntax Parse(KeyedMapping mapping, string title, DiagnosticBag diagnostics)
    {
        var pad = mapping.Node("pad") is { } node
            ? KeyedMapping.Read(node, KeyTables.Pad, $"'pad' of {title}", mapping.Key("pad")!.Span, diagnostics).RequiredScalar("byte")
            : null;
        return new(mapping.Scalar("encoding"), pad);
    }
}
