namespace ProtoGen.Heartbeats;

/// <summary>When the beats without an answer were sent. Answers come in the order of their beats, so that each has its own round trip.</summary>
internal sealed class BeatTimes
{
    // A peer that answers none of them is given up, or only watched, long before.
    private const int Most = 8;

    private readonly Lock _gate = new();
    private readonly Queue<long> _times = new();

    public void Sent(long now)
    {
        lock (_gate)
        {
            if (_times.Count == Most) _times.Dequeue();
            _times.Enqueue(now);
        }
    }

    /// <summary>The time since the oldest beat without an answer; false where there is none.</summary>
    public bool TryAnswer(long now, out long roundTrip)
    {
        long sent;
        lock (_gate)
        {
            if (!_times.TryDequeue(out sent))
            {
                roundTrip = 0;
                return false;
            }
        }

        roundTrip = Math.Max(0, now - sent);
        return true;
    }
}
