namespace ProtoGen.Connections;

/// <summary>
/// Whose turn it is to run handlers. The receive role takes a free turn for each batch (inline). A handler that suspends holds the turn until
/// it and the backlog behind it are done. Only the receive role makes it held, only the thread that completes a held turn frees it.
/// </summary>
internal struct Turn
{
    private const int Free = 0, Inline = 1, Held = 2;

    private int _state;

    /// <summary>Handlers run over the receive span, so replies may be gathered.</summary>
    public bool IsInline => Volatile.Read(ref _state) == Inline;

    public bool IsHeld => Volatile.Read(ref _state) == Held;

    public bool IsFree => Volatile.Read(ref _state) == Free;

    public bool TryEnter() => Interlocked.CompareExchange(ref _state, Inline, Free) == Free;

    /// <summary>Before the continuation of a suspended handler is hooked up: it may run at once on another thread.</summary>
    public void Hold() => Volatile.Write(ref _state, Held);

    /// <summary>A full fence, so that whoever asked for a close meanwhile is either seen afterwards or sees the turn free.</summary>
    public void Leave() => Interlocked.Exchange(ref _state, Free);
}
