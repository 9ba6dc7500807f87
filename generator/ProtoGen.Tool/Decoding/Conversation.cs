using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Decoding;

/// <summary>
/// Cuts the bytes of both sides into frames and decodes them, in the order in which they come. Knows the state of the conversation and
/// which requests wait for a reply. Where nobody says whose bytes they are, each frame is the side's as which it reads.
/// </summary>
/// <param name="protocol">The protocol.</param>
/// <param name="report">What becomes of each frame.</param>
/// <param name="start">The state it begins in; null where it may have begun before, in the first or any other.</param>
internal sealed class Conversation(Protocol protocol, Action<DecodedFrame> report, ProtocolState? start = null)
{
    private readonly FrameDecoder _decoder = new(protocol);
    private readonly OpenRequests _requests = new(protocol);
    private readonly Dictionary<Direction, ReceivedBytes> _received = [];
    private readonly ConversationState _state = new(protocol, start);
    private Direction _last = Direction.Client;

    /// <summary>Where the bytes that come next were captured.</summary>
    public CapturedAt? Captured { get; set; }

    /// <summary>Takes more bytes, of one side or (<see cref="Direction.Both"/>) of nobody knows whom.</summary>
    public void Feed(Direction from, ReadOnlySpan<byte> bytes)
    {
        var received = Received(from);
        received.Add(bytes);
        while (!received.IsLost && received.Left > 0 && Next(from, received)) received.Trim();
    }

    /// <summary>Bytes were never seen: what began before them has no end, and a frame begins behind them, as far as anybody knows.</summary>
    public void Miss(Direction from, long count)
    {
        var received = Received(from);
        Report(Broken(from, received, received.Left, new("", 0, $"cannot be read: {count} bytes behind it were not captured")));
        received.Skip(count);
        received.IsLost = false;
    }

    /// <summary>Nothing comes any more.</summary>
    public void End()
    {
        foreach (var (from, received) in _received.Where(known => known.Value.Left > 0).ToList())
        {
            if (received.IsLost) continue;
            var side = Sides(from).First();
            var framing = _state.FramingOf(side);
            if (received.IsOnlyFlag(framing)) continue;
            var cut = FrameCutter.Find(protocol, framing, side, received.Bytes, received.Position);
            var missing = cut.Length > received.Left ? $"the frame has {cut.Length} bytes, of which {received.Left} are there" : $"the frame has more than the {received.Left} bytes that are there";
            var whole = _decoder.Decode(framing, _state.Of(side), side, received.Cut(received.Left), received.Offset);
            Report(whole with { Problems = [new("", received.Left, "ends too early: " + missing, cut.Length > 0 ? $"{cut.Length} bytes" : null, $"{received.Left} bytes")], Captured = Captured });
        }
    }

    private bool Next(Direction from, ReceivedBytes received)
    {
        if (received.IsOnlyFlag(_state.FramingOf(Sides(from).First()))) return false;
        DecodedFrame? frame = null;
        FrameCut? refused = null;
        var (isShort, isOwnFrame) = (false, false);
        foreach (var (state, side) in Candidates(from))
        {
            // What is cut off in the state that the conversation is in may look whole in another.
            var isOwn = state == _state.Of(side);
            if (isShort && !isOwn && frame is null && _state.IsSettled) return false;
            var framing = _state.FramingOf(side, state);
            var cut = FrameCutter.Find(protocol, framing, side, received.Bytes, received.Position);
            isShort |= cut.Status == FrameCutStatus.NeedMore && isOwn;
            if (cut.Status == FrameCutStatus.Invalid) refused ??= cut;
            if (cut.Status != FrameCutStatus.Frame) continue;
            var read = _decoder.Decode(framing, state, side, received.Cut(cut.Length), received.Offset, found => _requests.AnswersOf(side, found)) with { State = state?.SchemaName, Captured = Captured };
            if (frame is null || read.IsGood || Reach(read) > Reach(frame)) (frame, refused, isOwnFrame) = (read, null, isOwn);
            if (read.IsGood) return Take(read, state, received);
        }

        // A bad frame of another state is no reason not to wait for the rest.
        if (isShort && (frame is null || (!isOwnFrame && _state.IsKnown))) return false;
        return frame is not null ? TakeBad(frame, received) : Resync(from, refused, received);
    }

    /// <summary>How far a bad frame reads: of two mistaken readings the one that goes further is likelier meant.</summary>
    private static int Reach(DecodedFrame frame) => frame.Message is null ? -1 : frame.Problems.Min(problem => problem.Offset);

    private bool Take(DecodedFrame frame, ProtocolState? state, ReceivedBytes received)
    {
        _last = frame.From;
        received.Take(frame.Wire.Length, _state.FramingOf(frame.From, state).Escape is not null);
        _requests.Note(frame);
        _state.Take(frame, state);
        Report(frame);
        return true;
    }

    private bool TakeBad(DecodedFrame frame, ReceivedBytes received)
    {
        var framing = _state.FramingOf(frame.From);
        var (start, length) = (received.Position, frame.Wire.Length);
        // A frame that is none may have said a wrong length: where frames begin with a mark, the next mark counts.
        if (framing is { Resync: Schema.Model.Resync.Magic, Escape: null } && start + length < received.Bytes.Length && FrameCutter.FindNext(framing, received.Bytes, start + length) != start + length
            && FrameCutter.FindNext(framing, received.Bytes, start + 1) is { } next && next < start + length)
        {
            length = next - start;
            frame = frame with { Notes = [.. frame.Notes, $"Decoding goes on at the next mark, {length} bytes behind its start."] };
        }

        received.Take(length, framing.Escape is not null);
        Report(frame);
        return true;
    }

    private bool Resync(Direction from, FrameCut? refused, ReceivedBytes received)
    {
        var framing = _state.FramingOf(Sides(from).First());
        var failure = refused?.Failure ?? new("", 0, "is nothing that begins like a frame");
        var problem = new FrameProblem(failure.Path, failure.Offset, failure.Problem, failure.Expected, failure.Found);
        var canGoOn = framing.Escape is not null || framing.Resync == Schema.Model.Resync.Magic;
        var next = refused is { Length: > 0 } ? received.Position + refused.Length : canGoOn ? FrameCutter.FindNext(framing, received.Bytes, received.Position + 1) : null;
        var broken = Broken(from, received, (next ?? received.Bytes.Length) - received.Position, problem);
        Report(canGoOn || next is not null ? broken : broken with { Notes = ["Nobody knows where the next frame begins: decoding of this side ends here."] });
        received.Take(broken.Wire.Length, false);
        received.IsLost = !canGoOn;
        return true;
    }

    private DecodedFrame Broken(Direction from, ReceivedBytes received, int length, FrameProblem problem) =>
        new() { From = Sides(from).First(), Offset = received.Offset, Wire = received.Cut(length), Problems = [problem], State = _state.Of(Sides(from).First())?.SchemaName };

    private void Report(DecodedFrame frame)
    {
        if (frame.Wire.Length > 0) report(frame with { Captured = Captured });
    }

    private IEnumerable<(ProtocolState? State, Direction Side)> Candidates(Direction from)
    {
        var sides = Sides(from).ToList();
        // What is likeliest for either side comes before all else.
        return sides.SelectMany(side => _state.Candidates(side).Select((state, rank) => (state, side, rank))).OrderBy(candidate => candidate.rank).Select(candidate => (candidate.state, candidate.side));
    }

    private IEnumerable<Direction> Sides(Direction from) => from != Direction.Both ? [from] : [_last, _last ^ Direction.Both];

    private ReceivedBytes Received(Direction from)
    {
        if (!_received.TryGetValue(from, out var received)) _received[from] = received = new();
        return received;
    }
}
