using ProtoGen.Schema.Diagnostics;

namespace ProtoGen.Schema.Syntax;

/// <summary>Reads <c>vectors</c>.</summary>
internal static class VectorParser
{
    public static IReadOnlyList<VectorSyntax> ParseAll(YamlNode? node, DiagnosticBag diagnostics)
    {
        if (node is YamlSequence list) return [.. list.Items.Select(item => Parse(item, diagnostics))];
        if (node is not null and not YamlScalar { IsEmpty: true })
        {
            diagnostics.Report(
                Rules.WrongShape,
                node.Span,
                $"'vectors' must be a list, each item beginning with '- message:', but here it is {node.Kind}");
        }

        return [];
    }

    private static VectorSyntax Parse(YamlNode node, DiagnosticBag diagnostics)
    {
        var errors = diagnostics.ErrorCount;
        var vector = KeyedMapping.Read(node, KeyTables.Vector, "A vector", node.Span, diagnostics);
        return new(
            vector.RequiredScalar("message"),
            vector.RequiredScalar("hex"),
            KeyedMapping.EntriesOf(vector.Node("values"), "'values' of a vector", diagnostics),
            diagnostics.ErrorCount > errors)
        {
            Header = KeyedMapping.EntriesOf(vector.Node("header"), "'header' of a vector", diagnostics),
            Expect = vector.Scalar("expect"),
        };
    }
}
