using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Decoding;

/// <summary>Decodes under a bar where that takes long. A bar and frames cannot share a screen: the frames follow when it is full.</summary>
internal static class WatchedDecoding
{
    private const int WorthABar = 4 << 20;

    /// <param name="terminal">Who watches.</param>
    /// <param name="length">The bytes there are.</param>
    /// <param name="report">What becomes of each frame.</param>
    /// <param name="decode">Decodes: reports frames, and how many bytes more are done.</param>
    public static void Run(Terminal terminal, long length, Action<DecodedFrame> report, Action<Action<DecodedFrame>, Action<double>> decode)
    {
        var bar = new ProgressBar(terminal);
        if (!bar.IsShown(length, WorthABar))
        {
            decode(report, _ => { });
            return;
        }

        bar.Show("decoding", length, WorthABar, progress =>
        {
            var frames = new List<DecodedFrame>();
            decode(frames.Add, progress);
            return frames;
        }).ForEach(report);
    }
}
