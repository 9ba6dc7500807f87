using ProtoGen.Schema.Model;
using ProtoGen.Tool.Wording;

namespace ProtoGen.Tool.Comparing;

/// <summary>What peers agree on beside the bytes.</summary>
internal static class ConversationComparison
{
    public static void Run(Protocol before, Protocol after, ChangeList changes)
    {
        CompareRegistration(before.Registration, after.Registration, changes);
        foreach (var side in new[] { Direction.Client, Direction.Server })
            CompareHeartbeat(side, before.Heartbeats.FirstOrDefault(beat => beat.From.HasFlag(side)), after.Heartbeats.FirstOrDefault(beat => beat.From.HasFlag(side)), changes);
        CompareFarewell(before.Farewell, after.Farewell, changes);
        CompareProfiles(before, after, changes);
    }

    private static void CompareFarewell(string? old, string? now, ChangeList changes)
    {
        if (old == now) return;
        changes.Source("farewell", now is null ? "clients take their leave no more" : $"clients take their leave by {now}", "The client says its farewell by itself; code that says it must change.");
    }

    private static void CompareRegistration(Registration? old, Registration? now, ChangeList changes)
    {
        const string Path = "register";
        if (old == now) return;
        if (old is null || now is null || old.Message != now.Message)
        {
            changes.Reader(Path, now is null ? "clients do not register any more" : $"clients register with {now.Message}", "A peer of the other version begins otherwise.");
            return;
        }

        if (old.Required != now.Required) changes.Reader(Path, now.Required ? "other messages are refused before it" : "other messages may come before it", "A peer of the other version refuses what this one sends first.");
        if (old.Retry != now.Retry) changes.Safe(Path, "what counts as a refusal that passes changed", "Only what a client does after a refusal changes.");
        if (old.Accept != now.Accept) changes.Reader(Path, "what counts as acceptance changed", "The same reply accepts for one peer and refuses for the other.");
        if (old.Key?.Name != now.Key?.Name) changes.Source(Path, "what names a session changed", "Messages are pushed by another key.");
    }

    private static void CompareHeartbeat(Direction side, Heartbeat? old, Heartbeat? now, ChangeList changes)
    {
        var path = $"heartbeat of the {(side == Direction.Client ? "client" : "server")}";
        if (old == now) return;
        if (old is null || now is null || old.Message != now.Message)
        {
            changes.Reader(path, now is null ? "it beats no more" : $"it beats with {now.Message}", "A peer of the other version waits for other beats, or for none.");
            return;
        }

        // Two beats fit into the silence that either side bears.
        var bears = now.Every + now.Every <= old.Timeout && old.Every + old.Every <= now.Timeout && old.Liveness == now.Liveness;
        var what = $"every {NumberWords.Of(old.Every)}, timeout {NumberWords.Of(old.Timeout)} became every {NumberWords.Of(now.Every)}, timeout {NumberWords.Of(now.Timeout)}";
        if (bears) changes.Safe(path, what, "Either side still hears enough of the other.");
        else changes.Reader(path, what, "A peer of the other version gives the connection up between two beats.");
    }

    private static void CompareProfiles(Protocol before, Protocol after, ChangeList changes)
    {
        foreach (var old in before.Profiles.Where(old => after.Profiles.All(now => now.Name != old.Name))) changes.Source($"profile.{old.Name}", "the fact is gone", "Code that sets it must change.");
        foreach (var now in after.Profiles)
        {
            var path = $"profile.{now.Name}";
            if (before.Profiles.FirstOrDefault(old => old.Name == now.Name) is not { } old) changes.Safe(path, "the fact is new", "What depends on it is told by itself.");
            else
            {
                changes.Name(path, old.Property, now.Property);
                changes.Text(path, "documentation", old.Doc, now.Doc);
                if (old.Type != now.Type) changes.Source(path, "its type changed", "Code that sets it must change.");
                if (!old.Default.Equals(now.Default)) changes.Wire(path, $"its default {old.Default} is now {now.Default}", "Conditions on it hold otherwise until somebody says otherwise.");
            }
        }
    }
}
