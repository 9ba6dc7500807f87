using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding;

/// <summary>Binds heartbeats and fills in the times that were left out.</summary>
internal static class HeartbeatBinder
{
    private static readonly TimeSpan DefaultEvery = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestDefaultAck = TimeSpan.FromSeconds(5);

    public static IReadOnlyList<BoundHeartbeat> BindAll(
        IReadOnlyList<HeartbeatSyntax> heartbeats, IReadOnlyList<BoundMessage> messages, DiagnosticBag diagnostics) =>
        [.. heartbeats.Select(syntax => Bind(syntax, messages, diagnostics)).OfType<BoundHeartbeat>()];

    private static BoundHeartbeat? Bind(HeartbeatSyntax syntax, IReadOnlyList<BoundMessage> messages, DiagnosticBag diagnostics)
    {
        var errors = diagnostics.ErrorCount;
        var requests = messages.Where(message => message.Role != MessageRole.Reply);
        var message = MessageLookup.Find(syntax.Message, "'heartbeat'", requests, diagnostics);
        var from = Settings.Direction(syntax.From, diagnostics);
        var every = Settings.Time(syntax.Every, "every", diagnostics) ?? DefaultEvery;
        var timeout = Settings.Time(syntax.Timeout, "timeout", diagnostics) ?? Multiply(every, 3);
        var ack = Settings.Time(syntax.Ack, "ack", diagnostics) ?? DefaultAck(every, timeout);
        var tries = Settings.Count(syntax.Tries, "tries", diagnostics) ?? 1;
        var coalesce = Settings.Truth(syntax.Coalesce, "coalesce", diagnostics);
        var liveness = Settings.Liveness(syntax.Liveness, diagnostics) ?? Liveness.Bytes;
        if (message is null || diagnostics.ErrorCount > errors) return null;

        return new(syntax, message, new()
        {
            Message = message.Name,
            From = from ?? message.From,
            Every = every,
            Timeout = timeout,
            Ack = ack,
            Tries = tries,
            // Where only beats count, nothing can stand in for them.
            Coalesce = coalesce ?? liveness != Liveness.Heartbeat,
            Liveness = liveness,
        });
    }

    private static TimeSpan DefaultAck(TimeSpan every, TimeSpan timeout)
    {
        var left = timeout - Multiply(every, 2);
        return left < LongestDefaultAck ? left : LongestDefaultAck;
    }

    private static TimeSpan Multiply(TimeSpan time, int factor) => TimeSpan.FromTicks(time.Ticks * factor);
}
