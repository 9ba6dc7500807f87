using System.Globalization;
using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Protocols;

/// <summary>The heartbeat settings of one side, and the beat it sends.</summary>
internal static class HeartbeatEmitter
{
    /// <summary>The public property with one side's settings, from which options may deviate.</summary>
    public static void WriteSettings(SourceWriter writer, ProtocolSource source, Direction side)
    {
        writer.Space();
        writer.Line($"/// <summary>What the schema says about the {side.ToString().ToLowerInvariant()}'s part in the heartbeat.</summary>");
        var declaration = $"public static {HeartbeatSettings} {side}Heartbeat {{ get; }} =";
        if (source.Heartbeats.Count == 0)
        {
            writer.Line($"{declaration} {HeartbeatSettings}.None;");
            return;
        }

        var sent = source.Heartbeats.FirstOrDefault(rule => rule.From.HasFlag(side));
        var watched = source.Heartbeats.FirstOrDefault(rule => rule.From.HasFlag(DispatchEmitter.Other(side)));
        var pace = sent ?? watched!;
        using var settings = writer.Open($"{declaration} new()", "};");
        writer.Line($"""
            Roles = {Roles(source, sent, watched)},
            Interval = {Time(pace.Every)},
            Timeout = {Time((watched ?? sent!).Timeout)},
            AckTimeout = {Time(pace.Ack)},
            Tries = {pace.Tries},
            """);
        if (sent is { Coalesce: false }) writer.Line("Coalesce = false,");
        var liveness = (watched ?? sent!).Liveness;
        if (liveness != Liveness.Bytes) writer.Line($"Liveness = {HeartbeatLiveness}.{(liveness == Liveness.Frames ? "Frames" : "Heartbeats")},");
    }

    /// <summary>The member through which the engine sends this side's beat.</summary>
    public static void WriteSend(SourceWriter writer, ProtocolSource source, Direction side, string owner)
    {
        if (Sent(source, side) is not { } beat) return;
        writer.Space();
        var content = ContentEmitter.Value(source, beat, owner);
        if (beat.Reply is null || !source.SharesAnswers(beat, side))
        {
            writer.Line($"protected override void SendHeartbeat() => SendHeartbeat({content});");
            return;
        }

        var shape = ReplyShape.Of(source, beat);
        using var method = writer.Open("protected override void SendHeartbeat()");
        var correlation = beat.Repeated.Count == 0
            ? "" : $", {CorrelatedValue.Expression(beat.Repeated, "beat", $"default({source.Header})")}";
        writer.Line($"""
            // Its answer is one that other requests get as well: it waits among them.
            var beat = {content};
            SendHeartbeat<{source.Type(beat.Name)}, {shape.Result}, {shape.Wiring}>(in beat{correlation});
            """);
    }

    private static MessageSurface? Sent(ProtocolSource source, Direction side) =>
        source.Messages.FirstOrDefault(message => message.IsHeartbeatFrom(side));

    private static string Roles(ProtocolSource source, Heartbeat? sent, Heartbeat? watched)
    {
        var roles = new List<string>();
        if (sent is not null) roles.Add(source.Message(sent.Message).Reply is null ? "Sender" : "Prober");
        if (watched is not null) roles.Add("Watcher");
        return string.Join(" | ", roles.Select(role => $"{HeartbeatRoles}.{role}"));
    }

    private static string Time(System.TimeSpan time) =>
        $"{TimeSpanType}.FromMilliseconds({((long)time.TotalMilliseconds).ToString(CultureInfo.InvariantCulture)})";
}
