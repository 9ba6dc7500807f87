using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ProtoGen.Framing;

namespace ProtoGen.Connections;

/// <summary>
/// Whole plain frames that came while a handler was pending, each behind its parts: a frame may look like another once the conversation has
/// gone on. The receive role fills one buffer under the gate; whoever holds the turn empties the other without it, and the two are swapped
/// under the gate.
/// </summary>
internal sealed class Backlog
{
    private FrameBuffer _filling;
    private FrameBuffer _emptying;
    private int _position;

    /// <summary>Bytes not yet swapped to the emptying side. Under the gate.</summary>
    public int FillingBytes => _filling.Length;

    /// <summary>Under the gate.</summary>
    public void Add(in FrameHead head, ReadOnlySpan<byte> frame)
    {
        _filling.Append(MemoryMarshal.AsBytes(new ReadOnlySpan<FrameHead>(in head)));
        _filling.Append(frame);
    }

    /// <summary>Under the gate, by the holder of the turn, once nothing is left to take. False where nothing came meanwhile.</summary>
    public bool Swap()
    {
        _emptying.Release();
        _position = 0;
        (_emptying, _filling) = (_filling, _emptying);
        return _emptying.Length != 0;
    }

    /// <summary>By the holder of the turn. The frame's bytes stay valid until the next <see cref="Swap"/>.</summary>
    public bool TryTake(out FrameHead head, out ReadOnlySpan<byte> frame)
    {
        head = default;
        frame = default;
        var rest = _emptying.Written[_position..];
        if (rest.IsEmpty) return false;
        head = MemoryMarshal.Read<FrameHead>(rest);
        frame = rest.Slice(Unsafe.SizeOf<FrameHead>(), head.Length);
        _position += Unsafe.SizeOf<FrameHead>() + head.Length;
        return true;
    }
}
