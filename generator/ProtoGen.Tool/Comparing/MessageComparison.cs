using ProtoGen.Schema.Model;
using ProtoGen.Tool.Wording;

namespace ProtoGen.Tool.Comparing;

/// <summary>Which messages there are, how each is recognised, who answers it.</summary>
internal sealed class MessageComparison
{
    private readonly Protocol _before;
    private readonly Protocol _after;
    private readonly TypeComparison _types;
    private readonly ChangeList _changes;
    // Each message is itself and no other: to compare what stands in them takes long.
    private readonly Dictionary<Message, Message> _pairs = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Message> _paired = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, string> _successors = new(StringComparer.Ordinal);

    private MessageComparison(Protocol before, Protocol after, TypeComparison types, ChangeList changes) => (_before, _after, _types, _changes) = (before, after, types, changes);

    public static void Run(Protocol before, Protocol after, TypeComparison types, ChangeList changes, Action<double> progress)
    {
        var comparison = new MessageComparison(before, after, types, changes);
        comparison.Pair();
        comparison.CompareGone();
        comparison.CompareNew();
        foreach (var (old, now) in comparison._pairs)
        {
            comparison.Compare(old, now);
            progress(1);
        }
    }

    /// <summary>By their names; what is left, by how they are recognised.</summary>
    private void Pair()
    {
        var byName = _after.Messages.ToDictionary(now => now.SchemaName, StringComparer.Ordinal);
        foreach (var old in _before.Messages)
        {
            if (byName.TryGetValue(old.SchemaName, out var same)) Pair(old, same);
        }

        foreach (var old in _before.Messages.Where(old => !_pairs.ContainsKey(old)).ToList())
        {
            if (_after.Messages.FirstOrDefault(now => !_paired.Contains(now) && LooksLike(old, now)) is { } renamed) Pair(old, renamed);
        }
    }

    private void Pair(Message old, Message now)
    {
        (_pairs[old], _successors[old.Name]) = (now, now.Name);
        _paired.Add(now);
    }

    private static bool LooksLike(Message old, Message now) =>
        old.Ids == now.Ids && old.From == now.From && old.Role == now.Role && old.Header == now.Header && old.Variant == now.Variant && old.State == now.State && old.CatchesUnknown == now.CatchesUnknown;

    private void CompareGone()
    {
        foreach (var old in _before.Messages.Where(old => !_pairs.ContainsKey(old)))
            _changes.Wire(old.SchemaName, "the message is gone", Catcher(_after, old) is { } other ? $"Its frames are read as {other.SchemaName}." : "Its frames are not read any more; `removed` would keep it readable.");
    }

    private void CompareNew()
    {
        foreach (var now in _after.Messages.Where(now => !_paired.Contains(now)))
        {
            if (!now.CatchesUnknown && Catcher(_before, now) is { } other) _changes.Wire(now.SchemaName, "the message is new", $"Frames with its id were read as {other.SchemaName}.");
            else _changes.Reader(now.SchemaName, "the message is new", "An old peer does not know it.");
        }
    }

    private static Message? Catcher(Protocol protocol, Message message) =>
        protocol.Messages.FirstOrDefault(known => known.CatchesUnknown && (known.From & message.From) != 0 && known.State == message.State && known.Role == MessageRole.OneWay);

    private void Compare(Message old, Message now)
    {
        var path = now.SchemaName;
        if (old.SchemaName != now.SchemaName) _changes.Source(path, $"{old.SchemaName} is now called {now.SchemaName}", "Its type and the members that send and handle it are called after it.");
        else _changes.Name(path, old.Name, now.Name);
        _changes.Text(path, "documentation", old.Doc, now.Doc);
        CompareLife(path, old.Life, now.Life);
        CompareRecognition(path, old, now);
        CompareAnswers(path, old, now);
        if (old.IsIdempotent != now.IsIdempotent) _changes.Safe(path, $"it is {(now.IsIdempotent ? "now" : "no longer")} idempotent", "Only what a client does after a lost connection changes.");
        if (old.Resent != now.Resent) _changes.Safe(path, "the header values it has when it is sent again changed", "Only what a client does after a lost connection changes.");
        if (old.Transform != now.Transform) _changes.Wire(path, "its transform changed", "Its body has another form.");
        if (old.Extra != now.Extra) _changes.Wire(path, "its extra bytes changed", "The checks of its frames count other bytes.");
        _types.Compare(path, old.Body, now.Body);
    }

    private void CompareLife(string path, Lifecycle old, Lifecycle now)
    {
        if (old.Deprecated != now.Deprecated) _changes.Safe(path, $"it is {(now.Deprecated is null ? "no longer" : "now")} deprecated", "The compiler warns; bytes and names stay.");
        _changes.Text(path, "since", old.Since, now.Since);
        _changes.Text(path, "removed", old.Removed, now.Removed);
    }

    private void CompareRecognition(string path, Message old, Message now)
    {
        const string Reason = "Its frames are taken for another message, or for none.";
        if (old.CatchesUnknown != now.CatchesUnknown || old.Ids != now.Ids) _changes.Wire(path, $"its id {Ids(old)} is now {Ids(now)}", Reason);
        if (old.Variant != now.Variant || old.State != now.State) _changes.Wire(path, "it is said in other frames", Reason);
        if (old.Header != now.Header) _changes.Wire(path, "the header values it is known by changed", Reason);
        if ((old.From & ~now.From) != 0) _changes.Wire(path, $"{Who(old.From & ~now.From)} does not send it any more", "Its frames from there are not read any more.");
        else if ((now.From & ~old.From) != 0) _changes.Reader(path, $"{Who(now.From & ~old.From)} sends it too", "An old peer does not know it from there.");
    }

    private void CompareAnswers(string path, Message old, Message now)
    {
        if (old.Role != now.Role) _changes.Reader(path, $"it was a {Role(old)}, and is a {Role(now)}", "One side waits for an answer that the other does not send, or gets one it did not ask for.");
        var (before, after) = (old.Replies.Select(Successor).ToList(), now.Replies.ToList());
        if (old.Role == now.Role && before.Except(after).Any()) _changes.Reader(path, $"{FieldWords.List(before.Except(after))} no longer answers it", "What an old peer answers belongs to no request.");
        if (old.Role == now.Role && after.Except(before).Any()) _changes.Reader(path, $"{FieldWords.List(after.Except(before))} may answer it", "An old peer does not take it for an answer.");
        if (!old.Streamed.Select(Successor).SequenceEqual(now.Streamed)) _changes.Reader(path, "what comes before its reply changed", "An old peer does not take it for a part of the answer.");
        if (old.IsReplyOptional != now.IsReplyOptional) _changes.Reader(path, $"its answer {(now.IsReplyOptional ? "may now stay away" : "must come now")}", "One side waits for an answer that the other need not send.");
        if ((old.Fault is { } fault ? Successor(fault) : null) != now.Fault) _changes.Reader(path, "what answers it when it fails changed", "A failure is told in a message that an old peer does not expect.");
        if (old.Correlations != now.Correlations) _changes.Reader(path, "what it repeats of its request changed", "An answer is found by other values.");
    }

    /// <summary>What a message is called now, in C#.</summary>
    private string Successor(string name) => _successors.GetValueOrDefault(name, name);

    private static string Ids(Message message) => message.CatchesUnknown ? "else" : message.Ids.Count == 1 ? message.Id.ToString() : $"[{string.Join(", ", message.Ids)}]";

    private static string Who(Direction from) => from == Direction.Client ? "the client" : from == Direction.Server ? "the server" : "either side";

    private static string Role(Message message) => message.Role == MessageRole.OneWay ? "one-way message" : message.Role == MessageRole.Request ? "request" : "reply";
}
