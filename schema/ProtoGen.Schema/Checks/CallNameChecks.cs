using ProtoGen.Schema.Binding;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Checks;

/// <summary>The members that say and hear messages stand side by side on the client and on the peer: <c>SendNoticeAsync</c> may be one thing only.</summary>
internal static class CallNameChecks
{
    public static void Run(BoundSchema schema, DiagnosticBag diagnostics)
    {
        Run(schema, Direction.Client, diagnostics);
        Run(schema, Direction.Server, diagnostics);
    }

    private static void Run(BoundSchema schema, Direction side, DiagnosticBag diagnostics)
    {
        var taken = new Dictionary<string, BoundMessage>(StringComparer.Ordinal);
        foreach (var message in schema.Messages.Where(message => message.Role != MessageRole.Reply && message.IsUsable))
        {
            foreach (var member in Members(message, side))
            {
                if (taken.TryGetValue(member, out var first))
                {
                    Report(message, Rules.NameCollision, $"{message.Title} becomes the member '{member}', as does {Wording.InSentence(first.Title)}");
                    break;
                }

                if (ReservedNames.CallMembers.Contains(member))
                {
                    Report(message, Rules.ReservedName, $"{message.Title} becomes the member '{member}', which every client has already");
                    break;
                }

                taken.Add(member, message);
            }
        }

        void Report(BoundMessage message, DiagnosticRule rule, string problem)
        {
            diagnostics.Report(rule, (message.Syntax.Name ?? message.Syntax.Key).Span, $"{problem}; add 'name: OtherName'");
            message.IsBroken = true;
        }
    }

    private static IEnumerable<string> Members(BoundMessage message, Direction side)
    {
        if (message.Role == MessageRole.Request)
        {
            if (message.From.HasFlag(side)) yield return CallNames.Request(message.Name);
            yield break;
        }

        if (message.From.HasFlag(side))
        {
            yield return CallNames.Send(message.Name);
            yield return CallNames.TrySend(message.Name);
        }

        // What the server says one way can be read from the client as a stream.
        if (side == Direction.Client && message.From.HasFlag(Direction.Server)) yield return CallNames.Stream(message.Name);
    }
}
