namespace ProtoGen.Server;

/// <summary>A registered peer as a directory sees it. One object a registration: an end that comes late can only remove itself.</summary>
internal abstract class DirectorySession(Peer peer) : ISession
{
    private Entry? _entry;
    private volatile bool _hasEnded;

    public abstract string Key { get; }

    public bool IsConnected => peer.Connection.IsOpen;

    public PushResult TryPush(PushedFrame frame)
    {
        frame.Check();
        return PushResults.From(peer.Connection.TrySendEncoded(in frame));
    }

    // Not where the same peer has registered anew meanwhile.
    public void TakeOver()
    {
        if (!_hasEnded) peer.Connection.Close(DisconnectReason.TakenOver);
    }

    /// <summary>Makes the session known outside this server as well. False where the first session of the key stays.</summary>
    public async ValueTask<bool> TryAttachAsync(ISessionDirectory directory, DuplicateSessions duplicates)
    {
        // A session that this peer had before must not be taken for another's.
        peer.Connection.EndSession();
        var epoch = await directory.AttachAsync(this, duplicates, peer.Connection.Closed).ConfigureAwait(false);
        if (epoch != 0) Volatile.Write(ref _entry, new(directory, epoch));
        return epoch != 0;
    }

    /// <summary>It has ended, or has never begun.</summary>
    public void LeaveDirectory()
    {
        _hasEnded = true;
        if (Interlocked.Exchange(ref _entry, null) is { } entry) _ = LeaveAsync(entry);
    }

    // Watched by itself: the end of a connection waits for nobody.
    private async Task LeaveAsync(Entry entry)
    {
        try
        {
            await entry.Directory.DetachAsync(Key, entry.Epoch).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            peer.Connection.ReportDirectoryFault(exception);
        }
    }

    private sealed record Entry(ISessionDirectory Directory, long Epoch);
}

/// <inheritdoc/>
internal sealed class DirectorySession<TKey>(Peer<TKey> peer, SessionTable<TKey> sessions, TKey key) : DirectorySession(peer) where TKey : notnull
{
    public override string Key => SessionKeys.ToText(key);

    /// <summary>Those of its server.</summary>
    public SessionTable<TKey> Sessions => sessions;
}
