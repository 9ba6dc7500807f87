using ProtoGen.Schema.Model;
using ProtoGen.Tool.Wording;

namespace ProtoGen.Tool.Documents;

/// <summary>What is agreed on beside the bytes: who comes first, who beats, what follows what.</summary>
internal static class Conversations
{
    public static IReadOnlyList<Fact> Of(Protocol protocol)
    {
        var facts = new List<Fact>();
        if (protocol.Registration is { } first) facts.Add(new("Registration", Registration(first, protocol)));
        foreach (var beat in protocol.Heartbeats) facts.Add(new("Heartbeat", Heartbeat(beat, protocol)));
        if (protocol.Farewell is { } last) facts.Add(new("Farewell", $"{NameOf(last, protocol)} is the last message of a client that ends the connection."));
        if (protocol.Fault is { } fault) facts.Add(new("Failure", $"{NameOf(fault, protocol)} answers any request that failed."));
        foreach (var state in protocol.States) facts.Add(new($"State {state.SchemaName}", State(state, protocol)));
        foreach (var profile in protocol.Profiles) facts.Add(new($"profile.{Bare(profile.Name)}", $"{profile.Doc ?? "A fact of the connection."} {new ValueWords(protocol).Of(profile.Default, profile.Type)} until somebody says otherwise."));
        return facts;
    }

    private static string Registration(Registration first, Protocol protocol)
    {
        var text = $"{NameOf(first.Message, protocol)} is the first message of a client";
        text += first.Required ? "; before it every other message is refused." : "; other messages may come before it.";
        if (first.Accept is { } accept) text += $" It is accepted where {accept.Field.Name} {accept.Operator} {new ValueWords(protocol).Of(accept.Value, accept.Field.Type)}.";
        if (first.Retry is { } retry) text += $" A refusal where {retry.Field.Name} {retry.Operator} {new ValueWords(protocol).Of(retry.Value, retry.Field.Type)} passes, so the client tries again.";
        if (first.Key is { } key) text += $" Its {key.Name} names the session.";
        return text;
    }

    private static string Heartbeat(Heartbeat beat, Protocol protocol)
    {
        var who = beat.From switch { Direction.Client => "The client sends", Direction.Server => "The server sends", _ => "Both sides send" };
        var message = protocol.Messages.First(known => known.Name == beat.Message);
        var text = $"{who} {message.SchemaName} every {NumberWords.Of(beat.Every)}. After {NumberWords.Of(beat.Timeout)} without {Life(beat.Liveness)} the connection is given up";
        if (message.Role == MessageRole.Request) text += $", also when {(beat.Tries == 1 ? "a beat stays" : $"{beat.Tries} beats stay")} unanswered for {NumberWords.Of(beat.Ack)}";
        return text + (beat.Coalesce ? ". Other messages stand in for beats." : ".");
    }

    private static string Life(Liveness liveness) => liveness switch
    {
        Liveness.Bytes => "a byte",
        Liveness.Frames => "a whole frame",
        _ => "a beat or its answer",
    };

    private static string State(ProtocolState state, Protocol protocol) => state.Next.Count == 0
        ? "Lasts until the connection ends."
        : string.Join(" ", state.Next.Select(change => $"After {NameOf(change.Message, protocol)} comes {protocol.States.First(known => known.Name == change.State).SchemaName}."));

    private static string Bare(string profile) => profile.StartsWith("profile.", StringComparison.Ordinal) ? profile["profile.".Length..] : profile;

    private static string NameOf(string message, Protocol protocol) => protocol.Messages.First(known => known.Name == message).SchemaName;
}
