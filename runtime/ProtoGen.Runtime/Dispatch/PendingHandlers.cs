namespace ProtoGen.Dispatch;

/// <summary>A reply that may have to wait for those of the requests before its own.</summary>
internal abstract class OwedReply
{
    /// <summary>Whether its handler is done. Under the gate.</summary>
    public bool IsDone { get; set; }

    /// <summary>Puts it into the send buffer, if there is one. Under the gate.</summary>
    public abstract void Write();

    /// <summary>Gives it back, once it was written or nobody wants it.</summary>
    public abstract void Return();
}

/// <summary>
/// The handlers of a connection that are pending beside each other, and the replies that leave in the order of their requests. At the limit they
/// hold the turn together, until one of them is done. The connection's gate guards it; the properties may be read anywhere.
/// </summary>
internal sealed class PendingHandlers(int most)
{
    private readonly Queue<OwedReply> _owed = new();
    private int _running;
    private int _owedCount;
    private bool _holdsTurn;

    /// <summary>Whether a handler is pending.</summary>
    public bool Any => Volatile.Read(ref _running) != 0;

    /// <summary>Whether a reply that is ready now would have to wait.</summary>
    public bool OwesReplies => Volatile.Read(ref _owedCount) != 0;

    public void Owe(OwedReply reply)
    {
        _owed.Enqueue(reply);
        Volatile.Write(ref _owedCount, _owed.Count);
    }

    public void Begin() => Volatile.Write(ref _running, _running + 1);

    public void End() => Volatile.Write(ref _running, _running - 1);

    /// <summary>The next reply that may leave.</summary>
    public bool TryTake(out OwedReply? reply)
    {
        if (!_owed.TryPeek(out reply) || !reply.IsDone) return false;
        _owed.Dequeue();
        Volatile.Write(ref _owedCount, _owed.Count);
        return true;
    }

    /// <summary>Whether no more handlers may begin; the turn is held then.</summary>
    public bool TryHoldTurn() => _holdsTurn = _holdsTurn || IsFull;

    /// <summary>Whether a turn that was held is to be freed by the caller.</summary>
    public bool TryFreeTurn()
    {
        if (!_holdsTurn || IsFull) return false;
        _holdsTurn = false;
        return true;
    }

    // Replies that are done count as well: behind a handler that never ends they must not pile up.
    private bool IsFull => _running >= most || _owed.Count >= most;
}
