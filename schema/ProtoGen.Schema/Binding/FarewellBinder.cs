using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding;

/// <summary>Binds the last message of a client.</summary>
internal static class FarewellBinder
{
    public static BoundMessage? Bind(YamlScalar? name, IReadOnlyList<BoundMessage> messages, IReadOnlyList<BoundHeartbeat> heartbeats, DiagnosticBag diagnostics)
    {
        var message = MessageLookup.Find(name, "'farewell'", messages, diagnostics);
        // What is broken may have lost what it needs to another mistake.
        if (message is null || message.IsBroken) return message;

        var problem = message.Role == MessageRole.Reply ? "it answers a request; a farewell is said without being asked"
            : message.Syntax.From is not null && !message.From.HasFlag(Direction.Client) ? "the client does not send it; a farewell is the client's last message"
            : message.Counterpart is not null ? "it has a reply, which nobody would hear; the client closes behind it"
            : heartbeats.Any(beat => beat.Message == message && beat.Heartbeat.From.HasFlag(Direction.Client)) ? "it is the client's heartbeat; name a message that says nothing else"
            : null;
        if (problem is null) return message;

        diagnostics.Report(Rules.FarewellMessage, name!.Span, $"Message '{message.SchemaName}' cannot be the farewell, since {problem}");
        return null;
    }
}
