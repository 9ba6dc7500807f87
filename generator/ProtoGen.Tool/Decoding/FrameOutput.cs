using ProtoGen.Schema.Model;
using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Decoding;

/// <summary>Shows frames as they are decoded, and counts those that are bad.</summary>
internal sealed class FrameOutput(Protocol protocol, Terminal terminal, bool isJson, bool isFull, bool onlyBad)
{
    private readonly FrameJson _json = new(protocol);
    private readonly FrameText _text = new(protocol, terminal, isFull);
    private int _count;
    private int _bad;

    public void Write(DecodedFrame frame)
    {
        _count++;
        if (!frame.IsGood) _bad++;
        if (onlyBad && frame.IsGood) return;
        if (isJson) terminal.Out.WriteLine(_json.Of(frame, _count));
        else _text.Write(frame, _count);
    }

    /// <summary>The last line, and what the command returns.</summary>
    public int Finish()
    {
        if (!isJson) terminal.Out.WriteLine($"{_count} {(_count == 1 ? "frame" : "frames")}, {_bad} bad");
        if (_count == 0) terminal.Error.WriteLine("There is nothing to decode.");
        return _bad == 0 && _count > 0 ? ExitCodes.Ok : ExitCodes.Findings;
    }
}
