namespace ProtoGen.Connections;

/// <summary>
/// Whole frames that came while a handler was pending. The receive role fills one buffer under the gate; whoever holds the turn empties the
/// other without it, and the two are swapped under the gate.
/// </summary>
internal sealed class Backlog
{
    private FrameBuffer _filling;
    private FrameBuffer _emptying;
    private int _position;

    /// <summary>Bytes not yet swapped to the emptying side. Under the gate.</summary>
    public int FillingBytes => _filling.Length;

    /// <summary>Under the gate.</summary>
    public void Add(ReadOnlySpan<byte> frame) => _filling.Append(frame);

    /// <summary>Under the gate, by the holder of the turn, once <see cref="Remaining"/> is empty. False where nothing came meanwhile.</summary>
    public bool Swap()
    {
        _emptying.Release();
        _position = 0;
        (_emptying, _filling) = (_filling, _emptying);
        return _emptying.Length != 0;
    }

    /// <summary>What the holder of the turn has still to dispatch.</summary>
    public ReadOnlySpan<byte> Remaining => _emptying.Written[_position..];

    /// <summary>By the holder of the turn, before the frame is dispatched: the frame's bytes stay valid until the next <see cref="Swap"/>.</summary>
    public void Advance(int bytes) => _position += bytes;
}
