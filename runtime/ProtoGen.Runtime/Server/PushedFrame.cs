using ProtoGen.Framing;

namespace ProtoGen;

/// <summary>A message on its way to a session of another server: a frame before it is numbered and escaped, and its parts.</summary>
/// <param name="Bytes">The frame. Not changed, and not kept after the call that it was passed to has completed.</param>
/// <param name="Head">Its parts.</param>
public readonly record struct PushedFrame(ReadOnlyMemory<byte> Bytes, FrameHead Head)
{
    internal void Check()
    {
        var (length, _, offset, body) = Head;
        if (length != Bytes.Length || offset < 0 || body < 0 || body > length - offset)
        {
            throw new ArgumentException($"The parts {Head} do not fit a frame of {Bytes.Length} bytes.");
        }
    }
}
