namespace ProtoGen.Framing;

/// <summary>Joins parts that are counted; they may come in any order, twice, and between parts of other bodies.</summary>
/// <param name="maxBytes">The bytes of all parts that wait for others; must be positive. Beyond it the body that waits longest is dropped.</param>
public sealed class NumberedParts(int maxBytes)
{
    private readonly Dictionary<long, Body> _bodies = [];
    private readonly Queue<(long Id, Body Body)> _order = [];
    private int _bytes;

    /// <summary>The bodies that were dropped before all of their parts came.</summary>
    public long Dropped { get; private set; }

    /// <summary>Adds a part.</summary>
    /// <param name="id">What the parts of one body have in common.</param>
    /// <param name="index">Which part it is, from 0.</param>
    /// <param name="count">How many there are, at least 1.</param>
    /// <param name="part">The bytes.</param>
    /// <param name="body">The whole body.</param>
    /// <returns><see cref="PartStatus.Refused"/> where index and count contradict each other or an earlier part, or where the part alone is
    /// larger than everything that may wait.</returns>
    public PartStatus Add(long id, int index, int count, ReadOnlySpan<byte> part, out ReadOnlySpan<byte> body)
    {
        body = default;
        // A count alone must not make a large array: each part that may still come takes a byte of what may wait.
        if (index < 0 || index >= count || count > maxBytes || part.Length > maxBytes) return PartStatus.Refused;
        if (count == 1)
        {
            body = part;
            return PartStatus.Whole;
        }

        if (!_bodies.TryGetValue(id, out var known)) _order.Enqueue((id, _bodies[id] = known = new(count)));
        else if (known.Count != count) return PartStatus.Refused;

        _bytes += known.Set(index, part);
        if (known.IsWhole)
        {
            Remove(id, known);
            body = known.Join();
            return PartStatus.Whole;
        }

        while (_bytes > maxBytes) DropOldest();
        return PartStatus.Kept;
    }

    private void DropOldest()
    {
        var (id, oldest) = _order.Dequeue();
        // One that became whole in the meantime is not there any more.
        if (!_bodies.TryGetValue(id, out var current) || current != oldest) return;
        Remove(id, oldest);
        Dropped++;
    }

    private void Remove(long id, Body body)
    {
        _bodies.Remove(id);
        _bytes -= body.Bytes;
        while (_order.TryPeek(out var first) && (!_bodies.TryGetValue(first.Id, out var current) || current != first.Body)) _order.Dequeue();
    }

    private sealed class Body(int count)
    {
        private readonly SortedDictionary<int, byte[]> _parts = [];

        public int Count => count;

        public int Bytes { get; private set; }

        public bool IsWhole => _parts.Count == count;

        // A part that came already is not counted twice; what came first stays.
        public int Set(int index, ReadOnlySpan<byte> part)
        {
            if (!_parts.TryAdd(index, part.ToArray())) return 0;
            // Nothing weighs nothing: empty parts must not pile up either.
            var weight = Math.Max(part.Length, 1);
            Bytes += weight;
            return weight;
        }

        public byte[] Join()
        {
            var whole = new byte[_parts.Values.Sum(part => part.Length)];
            var position = 0;
            foreach (var part in _parts.Values)
            {
                part.CopyTo(whole, position);
                position += part.Length;
            }

            return whole;
        }
    }
}
