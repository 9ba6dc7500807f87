using ProtoGen.Schema.Diagnostics;

namespace ProtoGen.Schema.Syntax;

/// <summary>Reads <c>messages</c>.</summary>
internal static class MessageParser
{
    public static IReadOnlyList<MessageSyntax> ParseAll(YamlNode? node, DiagnosticBag diagnostics) =>
        [.. KeyedMapping.EntriesOf(node, "'messages'", diagnostics).Select(entry => Parse(entry, diagnostics))];

    /// <summary>What a message, a reply and a fault have in common.</summary>
    public static MessageSyntax ParseBody(YamlScalar key, KeyedMapping mapping, string schemaName, DiagnosticBag diagnostics) => new()
    {
        Key = key,
        Name = mapping.Scalar("name"),
        Doc = mapping.Scalar("doc"),
        Ids = ParseValues(mapping, "id", "An id of several parts", diagnostics),
        From = null,
        Fields = FieldParser.ParseAll(mapping.Node("fields"), KeyTables.Field, $"'fields' of message '{schemaName}'", diagnostics),
        Trailing = mapping.Scalar("trailing"),
        Life = LifecycleSyntax.Read(mapping),
        Header = KeyedMapping.EntriesOf(mapping.Node("header"), $"'header' of message '{schemaName}'", diagnostics),
        Variant = mapping.Scalar("variant"),
        Extra = ParseValues(mapping, "extra", "'extra' of several bytes", diagnostics),
        Transform = mapping.Scalar("transform"),
        IsBroken = false,
    };

    private static MessageSyntax Parse(YamlEntry entry, DiagnosticBag diagnostics)
    {
        var title = $"Message '{entry.Key.Text}'";
        var errors = diagnostics.ErrorCount;
        AmbiguousScalar.Warn(entry.Key, diagnostics);
        var mapping = KeyedMapping.Read(entry.Value, KeyTables.Message, title, entry.Key.Span, diagnostics);
        var message = ParseBody(entry.Key, mapping, entry.Key.Text, diagnostics) with
        {
            From = mapping.RequiredScalar("from"),
            State = mapping.Scalar("state"),
            Idempotent = mapping.Scalar("idempotent"),
            Resent = KeyedMapping.EntriesOf(mapping.Node("resent"), $"'resent' of message '{entry.Key.Text}'", diagnostics),
            Fault = FaultParser.ParseInline(mapping, entry.Key, entry.Key.Text + ".fault", diagnostics),
            FaultName = FaultParser.ParseName(mapping),
        };
        message = ReplyParser.Parse(message, mapping, diagnostics);
        return message with { IsBroken = diagnostics.ErrorCount > errors };
    }

    /// <summary>One value or a list of them.</summary>
    private static IReadOnlyList<YamlScalar> ParseValues(KeyedMapping mapping, string key, string title, DiagnosticBag diagnostics)
    {
        if (mapping.Node(key) is not YamlSequence list) return mapping.Scalar(key) is { } single ? [single] : [];

        foreach (var other in list.Items.Where(item => item is not YamlScalar { IsEmpty: false }))
            diagnostics.Report(Rules.WrongShape, other.Span, $"{title} is a list of single values, but here it holds {other.Kind}");
        return [.. list.Items.OfType<YamlScalar>().Where(item => !item.IsEmpty)];
    }
}
