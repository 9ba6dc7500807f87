using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Messages;

/// <summary>Ties requests to the messages that answer them, those given by name included.</summary>
internal static class AnswerLinker
{
    /// <summary>The side that answers what a side sends.</summary>
    public static Direction Answering(Direction from) => from switch
    {
        Direction.Client => Direction.Server,
        Direction.Server => Direction.Client,
        _ => Direction.Both,
    };

    public static void Link(IReadOnlyList<BoundMessage> messages, BoundMessage? sharedFault, DiagnosticBag diagnostics)
    {
        foreach (var request in messages.Where(message => message.Owner is null && !message.IsFault))
        {
            foreach (var name in request.Syntax.ReplyNames)
            {
                if (Find(name, request, "reply", messages, diagnostics) is { } reply) request.Replies.Add(reply);
                else request.IsBroken = true;
            }

            if (request.Syntax.FaultName is { } faultName)
            {
                request.Fault = Find(faultName, request, "fault", messages, diagnostics);
                request.IsBroken |= request.Fault is null;
            }

            if (request.Replies.Count == 0) continue;
            if (request.Fault is null && sharedFault is not null && sharedFault.From.HasFlag(Answering(request.From))) request.Fault = sharedFault;
            request.Counterpart = request.Replies[0];
            foreach (var reply in request.Replies) reply.Counterpart ??= request;
            if (request.Fault is { Owner: not null } fault) fault.Counterpart = request;
        }
    }

    private static BoundMessage? Find(YamlScalar name, BoundMessage request, string kind, IReadOnlyList<BoundMessage> messages, DiagnosticBag diagnostics)
    {
        var found = MessageLookup.Find(name, $"The {kind} of '{request.SchemaName}'", messages.Where(message => message.Owner is null), diagnostics);
        if (found is null) return null;

        var answering = Answering(request.From);
        var problem = found.Syntax.Reply is not null || found.Syntax.ReplyNames.Count > 0 ? "it has a reply itself"
            : found.Syntax.From is not null && !found.From.HasFlag(answering) ? $"it is sent by {Side(found.From)}, and {Side(answering)} answers"
            : null;
        if (problem is null)
        {
            found.Role = MessageRole.Reply;
            return found;
        }

        diagnostics.Report(Rules.ReplyByName, name.Span, $"'{found.SchemaName}' cannot be the {kind} of '{request.SchemaName}', since {problem}");
        return null;
    }

    private static string Side(Direction from) => from switch { Direction.Client => "the client", Direction.Server => "the server", _ => "both sides" };
}
