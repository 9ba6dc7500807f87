namespace ProtoGen.Connections;

/// <summary>
/// The beginning of an unfinished frame, while there is one; most of the time there is none, and nothing to keep for it. Belongs to the receive role.
/// A struct: an idle connection is many.
/// </summary>
internal struct ReceiveBuffer
{
    private UnfinishedFrame? _frame;

    public readonly bool IsEmpty => _frame is null;

    /// <summary>Any thread.</summary>
    public readonly int Length => Volatile.Read(in _frame)?.Length ?? 0;

    /// <summary>When its frame began, or when this side was last the reason that it did not go on; steady. 0 where there is none. Any thread: what another
    /// connection does with it later is later than the time that is asked about.</summary>
    public readonly long StartedAt => Volatile.Read(in _frame)?.StartedAt ?? 0;

    /// <summary>What the framing noted about the unfinished frame: bytes that hold no flag where frames stand between flags, else the bytes that must be
    /// there before it is looked at again.</summary>
    public readonly int Noted => _frame?.Noted ?? 0;

    /// <summary>The state of the conversation in which that was noted.</summary>
    public readonly int NotedIn => _frame?.NotedIn ?? 0;

    public void Note(int noted, int state)
    {
        var frame = _frame ??= UnfinishedFrame.Rent();
        (frame.Noted, frame.NotedIn) = (noted, state);
    }

    public readonly void ForgetNoted()
    {
        if (_frame is { } frame) frame.Noted = 0;
    }

    /// <summary>Space after the unfinished frame, so that what is read next needs no copy; <paramref name="shared"/> where there is none.</summary>
    public readonly Memory<byte> GetSpace(Memory<byte> shared) => _frame?.GetSpace() ?? shared;

    /// <summary>The unfinished frame and the new bytes as one piece: the new bytes themselves where nothing was unfinished.</summary>
    public readonly ReadOnlySpan<byte> Join(ReadOnlySpan<byte> bytes) => _frame is { } frame ? frame.Join(bytes) : bytes;

    /// <summary>Keeps what is left of the last <see cref="Join"/> once whole frames were taken from its start.</summary>
    public void Keep(ReadOnlySpan<byte> joined, int taken, long now)
    {
        var rest = joined[taken..];
        if (rest.IsEmpty)
        {
            Release();
            return;
        }

        var frame = _frame ??= UnfinishedFrame.Rent();
        if (taken > 0 || frame.Length == 0) frame.Begin(rest, now);
    }

    /// <summary>The silence up to now was ours. Any thread.</summary>
    public readonly void Forgive(long now)
    {
        if (Volatile.Read(in _frame) is { } frame) frame.StartedAt = now;
    }

    private void Release()
    {
        if (_frame is not { } frame) return;
        Volatile.Write(ref _frame, null);
        frame.Return();
    }
}
