using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Decoding;

/// <summary>Decodes bytes of one side, or (<see cref="Direction.Both"/>) of nobody knows whom.</summary>
/// <param name="protocol">The protocol.</param>
/// <param name="side">Who sent them.</param>
/// <param name="state">The state of the conversation; null for the one that fits best.</param>
internal sealed class BytesDecoder(Protocol protocol, Direction side, ProtocolState? state)
{
    public void Run(byte[] bytes, Action<DecodedFrame> report)
    {
        if (state is not null || protocol.States.Count == 0)
        {
            Run(bytes, report, state);
            return;
        }

        var attempts = protocol.States.Select(start => Frames(bytes, start)).ToList();
        // Frames of a byte or two fit everywhere: where as few are bad, fewer are likelier.
        attempts.MinBy(frames => (frames.Count(frame => !frame.IsGood), frames.Count))!.ForEach(report);
    }

    private List<DecodedFrame> Frames(byte[] bytes, ProtocolState start)
    {
        var frames = new List<DecodedFrame>();
        Run(bytes, frames.Add, start);
        return frames;
    }

    private void Run(byte[] bytes, Action<DecodedFrame> report, ProtocolState? start)
    {
        var conversation = new Conversation(protocol, report, start);
        conversation.Feed(side, bytes);
        conversation.End();
    }
}
