using ProtoGen.Schema.Diagnostics;

namespace ProtoGen.Schema.Syntax;

/// <summary>Reads <c>reply</c>: fields in place, the name of a message, or a list of names.</summary>
internal static class ReplyParser
{
    public static MessageSyntax Parse(MessageSyntax request, KeyedMapping message, DiagnosticBag diagnostics)
    {
        if (message.Node("reply") is not { } node) return request;
        if (node is YamlScalar { IsEmpty: false } or YamlSequence) return request with { ReplyNames = ParseNames(node, diagnostics) };

        var errors = diagnostics.ErrorCount;
        var key = request.Key.Text;
        var mapping = KeyedMapping.Read(node, KeyTables.Reply, $"The reply of message '{key}'", request.Key.Span, diagnostics);
        request = request with
        {
            Optional = mapping.Scalar("optional"),
            ReplyCondition = ParseCondition(mapping, key, diagnostics),
            StreamKey = mapping.Key("stream"),
            StreamNames = mapping.Node("stream") is { } streamed ? ParseNames(streamed, diagnostics) : [],
        };
        if (mapping.Node("message") is { } named)
        {
            foreach (var beside in KeyTables.Reply.Keys.Where(other => other is not ("message" or "optional" or "if" or "stream") && mapping.Key(other) is not null))
            {
                diagnostics.Report(
                    Rules.ReplyByName,
                    mapping.Key(beside)!.Span,
                    $"The reply of message '{key}' is given by name, so '{beside}' belongs to that message");
            }

            return request with { ReplyNames = ParseNames(named, diagnostics) };
        }

        var reply = MessageParser.ParseBody(request.Key, mapping, key + ".reply", diagnostics);
        return request with { Reply = reply with { IsBroken = diagnostics.ErrorCount > errors } };
    }

    private static TextSlice? ParseCondition(KeyedMapping mapping, string key, DiagnosticBag diagnostics)
    {
        if (mapping.Scalar("if") is not { } scalar) return null;
        var condition = scalar.Whole.Trim();
        if (condition.Length > 0) return condition;
        diagnostics.Report(Rules.InvalidFieldText, scalar.Span, $"The reply of message '{key}' has an empty condition; write one, such as 'flags.confirm'");
        return null;
    }

    private static IReadOnlyList<YamlScalar> ParseNames(YamlNode node, DiagnosticBag diagnostics)
    {
        if (node is YamlScalar single) return [single];
        var items = node is YamlSequence list ? list.Items : [node];
        foreach (var other in items.Where(item => item is not YamlScalar { IsEmpty: false }))
            diagnostics.Report(Rules.WrongShape, other.Span, $"Several replies are a list of names of messages, but here it holds {other.Kind}");
        return [.. items.OfType<YamlScalar>().Where(item => !item.IsEmpty)];
    }
}
