using ProtoGen.Schema.Binding;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Checks;

/// <summary>What arrives is told apart by direction and id alone, so each direction has one message an id. Replies count too.</summary>
internal static class IdChecks
{
    public static void Run(IEnumerable<BoundMessage> messages, DiagnosticBag diagnostics)
    {
        var taken = new Dictionary<(Direction, WireInteger), BoundMessage>();
        foreach (var message in messages)
        {
            // Where the side is unknown, every further finding would be a guess.
            var request = message.Role == MessageRole.Reply ? message.Counterpart! : message;
            if (message.Id is not { } id || request.Syntax.From is null) continue;

            var clash = Claim(message, id, taken);
            if (clash is null) continue;

            message.IsBroken = true;
            Report(message, id, clash, diagnostics);
        }
    }

    private static BoundMessage? Claim(BoundMessage message, WireInteger id, Dictionary<(Direction, WireInteger), BoundMessage> taken)
    {
        BoundMessage? clash = null;
        foreach (var side in new[] { Direction.Client, Direction.Server }.Where(side => message.From.HasFlag(side)))
        {
            if (taken.TryGetValue((side, id), out var first)) clash ??= first;
            else taken.Add((side, id), message);
        }

        return clash;
    }

    private static void Report(BoundMessage message, WireInteger id, BoundMessage first, DiagnosticBag diagnostics)
    {
        var line = first.IdAt.Line;
        if (ReferenceEquals(first, message.Counterpart))
        {
            diagnostics.Report(
                Rules.PushLooksLikeReply,
                message.IdAt,
                $"Both sides send '{first.SchemaName}', so its reply needs an id other than {id} to be told apart; add 'id' to the reply");
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
