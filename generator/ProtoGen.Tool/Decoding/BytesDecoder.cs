using ProtoGen.Schema.Model;
using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Decoding;

/// <summary>Decodes bytes of one side, or (<see cref="Direction.Both"/>) of nobody knows whom.</summary>
/// <param name="protocol">The protocol.</param>
/// <param name="side">Who sent them.</param>
/// <param name="state">The state of the conversation; null for the one that fits best.</param>
/// <param name="terminal">Who watches.</param>
internal sealed class BytesDecoder(Protocol protocol, Direction side, ProtocolState? state, Terminal terminal)
{
    public void Run(byte[] bytes, Action<DecodedFrame> report, CancellationToken cancel)
    {
        var starts = state is not null || protocol.States.Count == 0 ? [state] : protocol.States.ToList<ProtocolState?>();
        WatchedDecoding.Run(terminal, (long)bytes.Length * starts.Count, report, (found, progress) =>
        {
            if (starts is [var only])
            {
                Decode(bytes, only, found, progress, cancel);
                return;
            }

            var attempts = starts.Select(start => Frames(bytes, start, progress, cancel)).ToList();
            // Frames of a byte or two fit everywhere: where as few are bad, fewer are likelier.
            attempts.MinBy(frames => (frames.Count(frame => !frame.IsGood), frames.Count))!.ForEach(found);
        });
    }

    private List<DecodedFrame> Frames(byte[] bytes, ProtocolState? start, Action<double> progress, CancellationToken cancel)
    {
        var frames = new List<DecodedFrame>();
        Decode(bytes, start, frames.Add, progress, cancel);
        return frames;
    }

    private void Decode(byte[] bytes, ProtocolState? start, Action<DecodedFrame> report, Action<double> progress, CancellationToken cancel)
    {
        var conversation = new Conversation(protocol, Watched, start);
        conversation.Feed(side, bytes);
        conversation.End();

        void Watched(DecodedFrame frame)
        {
            cancel.ThrowIfCancellationRequested();
            progress(frame.Wire.Length);
            report(frame);
        }
    }
}
