using System.Buffers;
using ProtoGen.Codec;

namespace ProtoGen.Framing;

/// <summary>Varints before a body, of which more bytes may still come.</summary>
public static class FrameVarint
{
    /// <summary>Reads a value and steps over it.</summary>
    /// <param name="input">The bytes there are.</param>
    /// <param name="width">The bits of the value, 32 or 64.</param>
    /// <param name="position">Where it begins; afterwards the byte behind it.</param>
    /// <param name="value">The value, or 0.</param>
    /// <returns><see cref="FrameStatus.Frame"/> where it is whole, <see cref="FrameStatus.NeedMore"/>, or <see cref="FrameStatus.Malformed"/>
    /// where it is wider than its width or spelled in more bytes than needed.</returns>
    public static FrameStatus Read(ReadOnlySpan<byte> input, int width, ref int position, out ulong value)
    {
        value = 0;
        if (position > input.Length) return FrameStatus.NeedMore;
        var status = Varint.Read(input[position..], width, out value, out var size);
        position += size;
        return status switch
        {
            OperationStatus.Done => FrameStatus.Frame,
            OperationStatus.NeedMoreData => FrameStatus.NeedMore,
            _ => FrameStatus.Malformed,
        };
    }
}
