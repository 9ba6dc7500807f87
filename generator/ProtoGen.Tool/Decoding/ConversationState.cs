using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Decoding;

/// <summary>The state in which each side speaks. What both sides say moves the one that said it: the other has not heard it yet, and says it in the old state.</summary>
/// <param name="protocol">The protocol.</param>
/// <param name="start">The state at the beginning; null where it is not known that this is one.</param>
internal sealed class ConversationState(Protocol protocol, ProtocolState? start)
{
    private ProtocolState? _client = start ?? FirstOf(protocol);
    private ProtocolState? _server = start ?? FirstOf(protocol);
    private bool _isKnown = start is not null;

    /// <summary>Whether it is known beyond doubt: seen from the beginning, or by a frame, and the same for both sides.</summary>
    public bool IsSettled => _isKnown && _client == _server;

    /// <summary>Whether it is known at all.</summary>
    public bool IsKnown => _isKnown;

    public ProtocolState? Of(Direction side) => side == Direction.Server ? _server : _client;

    /// <summary>The states that a side may be in, the likeliest first.</summary>
    public IEnumerable<ProtocolState?> Candidates(Direction side) => protocol.States.Count == 0 ? [null] : protocol.States.Prepend(Of(side ^ Direction.Both)!).Prepend(Of(side)!).DistinctBy(state => state.Name).Select(state => (ProtocolState?)state);

    /// <summary>How a side's bytes are cut in a state.</summary>
    public Schema.Model.Framing FramingOf(Direction side, ProtocolState? state) => side == Direction.Client
        ? state?.FromClient ?? protocol.Framing
        : state?.FromServer ?? protocol.ServerFraming ?? protocol.Framing;

    /// <summary>The same in the state that the side is in.</summary>
    public Schema.Model.Framing FramingOf(Direction side) => FramingOf(side, Of(side));

    /// <summary>Notes a frame that was right in a state.</summary>
    public void Take(DecodedFrame frame, ProtocolState? state)
    {
        // Another than was thought: whoever looks on came in the middle.
        if (state != Of(frame.From)) (_client, _server) = (state, state);
        _isKnown = true;
        if (state?.Next.FirstOrDefault(change => change.Message == frame.Message?.Name) is not { } change) return;
        var next = protocol.States.First(known => known.Name == change.State);
        if (frame.From == Direction.Client || frame.Message!.From != Direction.Both) _client = next;
        if (frame.From == Direction.Server || frame.Message!.From != Direction.Both) _server = next;
    }

    private static ProtocolState? FirstOf(Protocol protocol) => protocol.States is [var first, ..] ? first : null;
}
