namespace ProtoGen.Tool.Decoding.Capture;

/// <summary>One direction of a connection: segments in, bytes in order out. What was sent twice counts once, what came early waits.</summary>
internal sealed class TcpStream
{
    private const int MostWaiting = 4096;
    private readonly List<Segment> _waiting = [];
    private uint? _next;

    /// <summary>Takes a segment and says what can be read now, gaps included where nobody can hope for the bytes any more.</summary>
    public IEnumerable<StreamPiece> Take(Segment segment)
    {
        if (segment.Flags.HasFlag(TcpFlags.Syn))
        {
            _next = segment.Sequence + 1;
            yield break;
        }

        if (segment.Payload.Length + segment.Missing == 0) yield break;
        _next ??= segment.Sequence;
        _waiting.Add(segment);
        foreach (var piece in Ready(_waiting.Count > MostWaiting)) yield return piece;
    }

    /// <summary>What waits for bytes that will not come.</summary>
    public IEnumerable<StreamPiece> End() => Ready(gapsAreFinal: true);

    private IEnumerable<StreamPiece> Ready(bool gapsAreFinal)
    {
        while (_waiting.Count > 0)
        {
            var first = _waiting.MinBy(known => Distance(known));
            var distance = Distance(first);
            if (distance > 0 && !gapsAreFinal) yield break;
            _waiting.Remove(first);
            if (distance > 0) yield return new(first.Time, default, distance);
            var known = Math.Max(0, -distance);
            var end = first.Payload.Length + first.Missing;
            if (known >= end) continue;
            if (known < first.Payload.Length) yield return new(first.Time, first.Payload[known..], 0);
            if (first.Missing > 0) yield return new(first.Time, default, end - Math.Max(known, first.Payload.Length));
            _next = first.Sequence + (uint)end;
        }
    }

    /// <summary>How far ahead a segment is; numbers begin again at 0 after four gigabytes.</summary>
    private int Distance(Segment segment) => (int)(segment.Sequence - _next!.Value);
}

/// <summary>What comes next in a direction.</summary>
/// <param name="Time">When it was seen.</param>
/// <param name="Bytes">The bytes.</param>
/// <param name="Missing">Bytes before it that were not captured.</param>
internal readonly record struct StreamPiece(DateTimeOffset Time, ReadOnlyMemory<byte> Bytes, int Missing);
