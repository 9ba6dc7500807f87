using ProtoGen.Schema.Diagnostics;

namespace ProtoGen.Schema.Syntax;

/// <summary>Reads <c>messages</c> and their replies.</summary>
internal static class MessageParser
{
    public static IReadOnlyList<MessageSyntax> ParseAll(YamlNode? node, DiagnosticBag diagnostics) =>
        [.. KeyedMapping.EntriesOf(node, "'messages'", diagnostics).Select(entry => Parse(entry, diagnostics))];

    private static MessageSyntax Parse(YamlEntry entry, DiagnosticBag diagnostics)
    {
        var title = $"Message '{entry.Key.Text}'";
        var errors = diagnostics.ErrorCount;
        AmbiguousScalar.Warn(entry.Key, diagnostics);
        var mapping = KeyedMapping.Read(entry.Value, KeyTables.Message, title, entry.Key.Span, diagnostics);
        return new()
        {
            Key = entry.Key,
            Name = mapping.Scalar("name"),
            Doc = mapping.Scalar("doc"),
            Id = ParseId(mapping, diagnostics),
            From = mapping.RequiredScalar("from"),
            Fields = FieldParser.ParseAll(mapping.Node("fields"), KeyTables.Field, $"'fields' of message '{entry.Key.Text}'", diagnostics),
            Trailing = mapping.Scalar("trailing"),
            Reply = ParseReply(entry.Key, mapping.Node("reply"), diagnostics),
            IsBroken = diagnostics.ErrorCount > errors,
        };
    }

    private static YamlScalar? ParseId(KeyedMapping mapping, DiagnosticBag diagnostics)
    {
        if (mapping.Node("id") is not YamlSequence list) return mapping.RequiredScalar("id");
        diagnostics.Report(Rules.NotYetSupported, list.Span, "An id of several parts is not supported by this version yet");
        return null;
    }

    private static MessageSyntax? ParseReply(YamlScalar request, YamlNode? node, DiagnosticBag diagnostics)
    {
        if (node is null) return null;
        if (node is YamlScalar { IsEmpty: false } or YamlSequence)
        {
            diagnostics.Report(
                Rules.NotYetSupported,
                node.Span,
                "A reply given by name is not supported by this version yet; write its fields under 'reply'");
            return null;
        }

        var errors = diagnostics.ErrorCount;
        var mapping = KeyedMapping.Read(node, KeyTables.Reply, $"The reply of message '{request.Text}'", request.Span, diagnostics);
        return new()
        {
            Key = request,
            Name = mapping.Scalar("name"),
            Doc = mapping.Scalar("doc"),
            Id = mapping.Key("id") is null ? null : ParseId(mapping, diagnostics),
            From = null,
            Fields = FieldParser.ParseAll(mapping.Node("fields"), KeyTables.Field, $"'fields' of message '{request.Text}.reply'", diagnostics),
            Trailing = mapping.Scalar("trailing"),
            Reply = null,
            IsBroken = diagnostics.ErrorCount > errors,
        };
    }
}
