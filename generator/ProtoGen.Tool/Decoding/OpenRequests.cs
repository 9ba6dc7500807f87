using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Decoding;

/// <summary>The requests that wait for a reply: what tells replies apart that look alike.</summary>
internal sealed class OpenRequests(Protocol protocol)
{
    private const int Most = 4096;
    private readonly Dictionary<Direction, List<(ulong? Number, Message Request)>> _open = new() { [Direction.Client] = [], [Direction.Server] = [] };

    /// <summary>The messages with which a side may answer, as far as the number of its frame says; the oldest request's where frames have none.</summary>
    public IReadOnlyCollection<string> AnswersOf(Direction side, FrameReading reading)
    {
        var number = NumberOf(reading.Frame.Sequence, reading.Values);
        var requests = _open[side ^ Direction.Both];
        return requests.FirstOrDefault(known => known.Number == number) is { Request: { } request } ? AnswersTo(request) : [];
    }

    /// <summary>Takes down a request, or that one is answered.</summary>
    public void Note(DecodedFrame frame)
    {
        if (frame.Message is not { } message) return;
        var number = NumberOf(SequenceOf(frame), frame.Header);
        var waiting = _open[frame.From ^ Direction.Both];
        var answered = waiting.FindIndex(known => known.Number == number && AnswersTo(known.Request).Contains(message.Name));
        if (answered >= 0) waiting.RemoveAt(answered);
        else if (message.Role == MessageRole.Request) _open[frame.From].Add((number, message));
        if (_open[frame.From].Count > Most) _open[frame.From].RemoveAt(0);
    }

    private string? SequenceOf(DecodedFrame frame) => protocol.FramingsOf(frame.Message!)
        .SelectMany(framing => framing.Variants).FirstOrDefault(variant => variant.SchemaName == (frame.Variant ?? ""))?.Sequence;

    private HashSet<string> AnswersTo(Message request) => [.. request.Replies, request.Counterpart ?? "", request.Fault ?? "", protocol.Fault ?? ""];

    private static ulong? NumberOf(string? sequence, IEnumerable<VectorValue> values) =>
        sequence is not null && values.FirstOrDefault(value => value.Field == sequence)?.Value is IntegerValue number ? number.Value.Bits : null;
}
