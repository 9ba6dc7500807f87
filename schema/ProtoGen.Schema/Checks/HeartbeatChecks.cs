using System.Globalization;
using ProtoGen.Schema.Binding;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Checks;

/// <summary>A heartbeat comes from a side that may send it, once a side, and leaves time for a beat to be late.</summary>
internal static class HeartbeatChecks
{
    public static void Run(IEnumerable<BoundHeartbeat> heartbeats, DiagnosticBag diagnostics)
    {
        var beating = (Direction)0;
        foreach (var bound in heartbeats)
        {
            var beat = bound.Heartbeat;
            var at = bound.Syntax.From?.Span ?? bound.Syntax.Message!.Span;
            if (bound.Message.Syntax.From is not null && (beat.From & ~bound.Message.From) != 0)
            {
                diagnostics.Report(
                    Rules.HeartbeatDirection,
                    at,
                    $"The heartbeat is sent by {Name(beat.From)}, but '{bound.Message.SchemaName}' is sent by " +
                    $"{Name(bound.Message.From)}; change one of the two 'from'");
            }
            else if ((beating & beat.From) != 0)
            {
                diagnostics.Report(
                    Rules.HeartbeatDirection,
                    at,
                    $"A second heartbeat is sent by {Name(beating & beat.From)}; one a side is enough");
            }

            beating |= beat.From;
            CheckTimes(bound, diagnostics);
            CheckProof(bound, diagnostics);
            CheckAnswer(bound, diagnostics);
        }
    }

    private static void CheckTimes(BoundHeartbeat bound, DiagnosticBag diagnostics)
    {
        var beat = bound.Heartbeat;
        var isAnswered = bound.Message.Counterpart is not null;
        var least = beat.Every + beat.Every + (isAnswered && bound.Syntax.Ack is not null ? beat.Ack : TimeSpan.Zero);
        var at = (bound.Syntax.Timeout ?? bound.Syntax.Ack ?? bound.Syntax.Every)?.Span ?? bound.Syntax.At;
        if (beat.Timeout < least)
        {
            var sum = bound.Syntax.Ack is null || !isAnswered ? "twice 'every'" : "twice 'every' and 'ack'";
            diagnostics.Report(
                Rules.HeartbeatTimes,
                at,
                $"A 'timeout' of {Seconds(beat.Timeout)} is shorter than {sum}, {Seconds(least)}; a single late beat would end the " +
                "connection");
        }
        else if (isAnswered && beat.Ack <= TimeSpan.Zero)
        {
            diagnostics.Report(
                Rules.HeartbeatTimes,
                at,
                $"A 'timeout' of {Seconds(beat.Timeout)} leaves no time for the answer to a beat; use more than twice 'every', " +
                $"{Seconds(least)}");
        }
    }

    private static void CheckAnswer(BoundHeartbeat bound, DiagnosticBag diagnostics)
    {
        if (bound.Message.Streamed.Count == 0) return;
        diagnostics.Report(Rules.StreamedReply, bound.Syntax.At, $"The reply of '{bound.Message.SchemaName}' cannot be streamed, since it is a heartbeat; what comes before its reply would belong to nobody");
    }

    private static void CheckProof(BoundHeartbeat bound, DiagnosticBag diagnostics)
    {
        if (bound.Heartbeat is not { Coalesce: true, Liveness: Liveness.Heartbeat }) return;
        diagnostics.Report(
            Rules.HeartbeatTimes,
            bound.Syntax.Coalesce!.Span,
            "With 'liveness: heartbeat' only beats count, so that no other message can stand in for one; remove 'coalesce: true'");
    }

    private static string Name(Direction from) =>
        from switch { Direction.Client => "the client", Direction.Server => "the server", _ => "both sides" };

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture) + " s";
}
