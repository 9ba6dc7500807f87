using ProtoGen.Schema.Diagnostics;

namespace ProtoGen.Schema.Syntax;

/// <summary>Reads <c>heartbeat</c> and <c>register</c>.</summary>
internal static class ConversationParser
{
    /// <summary>One heartbeat, or a list of them.</summary>
    public static IReadOnlyList<HeartbeatSyntax> ParseHeartbeats(KeyedMapping schema, DiagnosticBag diagnostics)
    {
        if (schema.Node("heartbeat") is not { } node) return [];
        return node is YamlSequence list
            ? [.. list.Items.Select(item => ParseHeartbeat(item, diagnostics))]
            : [ParseHeartbeat(node, diagnostics)];
    }

    public static RegisterSyntax? ParseRegister(KeyedMapping schema, DiagnosticBag diagnostics)
    {
        if (schema.Node("register") is not { } node) return null;
        var register = KeyedMapping.Read(node, KeyTables.Register, "'register'", schema.Key("register")!.Span, diagnostics);
        return new(register.RequiredScalar("message"), register.Scalar("accept"), register.Scalar("retry"), register.Scalar("key"), register.Scalar("required"));
    }

    private static HeartbeatSyntax ParseHeartbeat(YamlNode node, DiagnosticBag diagnostics)
    {
        var beat = KeyedMapping.Read(node, KeyTables.Heartbeat, "'heartbeat'", node.Span, diagnostics);
        return new(beat.RequiredScalar("message"), beat.Scalar("from"), node.Span)
        {
            Every = beat.Scalar("every"),
            Timeout = beat.Scalar("timeout"),
            Ack = beat.Scalar("ack"),
            Tries = beat.Scalar("tries"),
            Coalesce = beat.Scalar("coalesce"),
            Liveness = beat.Scalar("liveness"),
        };
    }
}
