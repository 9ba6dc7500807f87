using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Messages;

/// <summary>Ties requests to the messages that stream in before their reply. These stay what they are: they may also come unasked.</summary>
internal static class StreamBinder
{
    public static void Bind(IReadOnlyList<BoundMessage> messages, DiagnosticBag diagnostics)
    {
        foreach (var request in messages.Where(message => message.Owner is null && message.Syntax.StreamKey is not null))
        {
            // Without a reply something else was wrong already.
            if (request.Replies.Count == 0) continue;
            if (Problem(request) is { } problem)
            {
                diagnostics.Report(Rules.StreamedReply, request.Syntax.StreamKey!.Span, $"The reply of '{request.SchemaName}' cannot be streamed, since {problem}");
                request.IsBroken = true;
                continue;
            }

            foreach (var name in request.Syntax.StreamNames)
            {
                if (Find(name, request, messages, diagnostics) is { } part) request.Streamed.Add(part);
                else request.IsBroken = true;
            }
        }

        // A message that is also a reply elsewhere comes unasked all the same.
        foreach (var part in messages.SelectMany(request => request.Streamed)) part.Role = MessageRole.OneWay;
    }

    private static string? Problem(BoundMessage request) =>
        request.Syntax.StreamNames.Count == 0 ? "no message is named that comes before it"
        : request.Replies.Count > 1 ? "several messages may answer; name the one that comes last"
        : request.IsReplyOptional || request.Syntax.ReplyCondition is not null ? "it may stay away; who waits could not tell the end"
        : request.IsIdempotent ? "a request whose reply has begun to arrive is not sent again; remove 'idempotent'"
        : request.Replies[0].Correlations.Count > 0 || IsNumbered(request) ? "the messages before it do not say which request they belong to, as it does; streams need replies that come in order"
        : null;

    private static bool IsNumbered(BoundMessage request) => request.Selector is { } selector && selector.Layouts.Any(layout => layout.Frame.Sequence is not null);

    private static BoundMessage? Find(YamlScalar name, BoundMessage request, IReadOnlyList<BoundMessage> messages, DiagnosticBag diagnostics)
    {
        var found = MessageLookup.Find(name, $"The streamed reply of '{request.SchemaName}'", messages.Where(message => message.Owner is null), diagnostics);
        if (found is null) return null;

        var answering = AnswerLinker.Answering(request.From);
        var problem = found.Replies.Count > 0 ? "it has a reply itself"
            : found.Syntax.From is not null && !found.From.HasFlag(answering) ? "the other side answers, and does not send it"
            : found == request.Replies[0] || found == request.Fault ? "it is what comes last"
            : request.Streamed.Contains(found) ? "it is named twice"
            : null;
        if (problem is null) return found;
        diagnostics.Report(Rules.StreamedReply, name.Span, $"'{found.SchemaName}' cannot come before the reply of '{request.SchemaName}', since {problem}");
        return null;
    }
}
