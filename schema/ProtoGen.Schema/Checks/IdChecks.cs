using ProtoGen.Schema.Binding;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Checks;

/// <summary>What arrives is told apart by state, variant, direction, id and header values. Replies count too, unless a sequence tells which request they answer.</summary>
internal static class IdChecks
{
    public static void Run(IReadOnlyList<BoundMessage> messages, DiagnosticBag diagnostics)
    {
        var taken = new List<BoundMessage>();
        foreach (var message in messages)
        {
            // Where the side is unknown, every further finding would be a guess.
            if (message.Selector is null || (message.Owner ?? message).Syntax is { From: null } && !message.IsFault) continue;

            if (taken.FirstOrDefault(first => Clash(first, message)) is { } clash)
            {
                message.IsBroken = true;
                Report(message, clash, diagnostics);
            }

            taken.Add(message);
        }
    }

    private static bool Clash(BoundMessage first, BoundMessage second)
    {
        if ((first.From & second.From) == 0 || !first.Selector!.Overlaps(second.Selector!)) return false;

        // A reply is known by the number of the request it answers.
        var isNumbered = first.Selector.Layouts.All(layout => layout.Frame.Sequence is not null);
        return !isNumbered || (first.Role != MessageRole.Reply && second.Role != MessageRole.Reply);
    }

    private static void Report(BoundMessage message, BoundMessage first, DiagnosticBag diagnostics)
    {
        var (line, id) = (first.IdAt.Line, message.Selector!.IdText);
        if (message.Selector.Ids.Count == 0 && !message.Selector.IsElse)
        {
            diagnostics.Report(
                Rules.DuplicateId,
                message.IdAt,
                $"{message.Title} cannot be told from {Wording.InSentence(first.Title)} at line {line}, since the frame has no id; give the frame an 'id', or the messages " +
                "different 'header' values");
        }
        else if (ReferenceEquals(first, message.Owner))
        {
            diagnostics.Report(
                Rules.PushLooksLikeReply,
                message.IdAt,
                $"Both sides send '{first.SchemaName}', so its {(message.IsFault ? "fault" : "reply")} needs an id other than {id} to be told apart; add 'id' to the " +
                (message.IsFault ? "fault" : "reply"));
        }
        else if (message.Role == MessageRole.Reply != (first.Role == MessageRole.Reply))
        {
            diagnostics.Report(
                Rules.PushLooksLikeReply,
                message.IdAt,
                $"{message.Title} has id {id} in the same direction as {Wording.InSentence(first.Title)} at line {line}, and a push " +
                "cannot be told from a reply; give one of them another id");
        }
        else
        {
            diagnostics.Report(
                Rules.DuplicateId,
                message.IdAt,
                $"{message.Title} has id {id}, which '{first.SchemaName}' already uses at line {line}");
        }
    }
}
