using ProtoGen.Schema.Diagnostics;

namespace ProtoGen.Schema.Syntax;

/// <summary>Reads <c>encoding</c>, <c>pad</c> and <c>overflow</c>, which stand on a field and under <c>text</c>.</summary>
internal static class TextSyntaxParser
{
    public static TextSyntax Parse(KeyedMapping mapping, string title, DiagnosticBag diagnostics)
    {
        var pad = mapping.Node("pad") is { } node
            ? KeyedMapping.Read(node, KeyTables.Pad, $"'pad' of {title}", mapping.Key("pad")!.Span, diagnostics)
            : null;
        return new(mapping.Scalar("encoding"), pad?.RequiredScalar("byte"), pad?.Scalar("side"), mapping.Scalar("overflow"));
    }
}
