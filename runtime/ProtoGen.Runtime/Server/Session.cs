using ProtoGen.Connections;

namespace ProtoGen.Server;

/// <summary>What a connection holds while it has a session.</summary>
internal interface IAttachedSession
{
    /// <summary>The connection has ended or registered anew.</summary>
    void Detach();
}

/// <summary>A registered peer. One object a registration: an end that comes late can only remove itself.</summary>
internal sealed class Session<TKey, TPeer>(SessionRegistry<TKey, TPeer> registry, TKey key, TPeer peer) : ISession, IAttachedSession
    where TKey : notnull
    where TPeer : Peer
{
    private DirectoryEntry? _entry;
    private volatile bool _isDetached;

    public TKey TypedKey => key;

    public TPeer Peer => peer;

    public string Key => SessionKeys.ToText(key);

    public bool IsConnected => peer.Connection.IsOpen;

    public PushResult TryPush(PushedFrame frame)
    {
        frame.Check();
        return PushResults.From(peer.Connection.TrySendEncoded(in frame));
    }

    // Not where the same peer has registered anew meanwhile.
    public void TakeOver()
    {
        if (!_isDetached) peer.Connection.Close(DisconnectReason.TakenOver);
    }

    /// <summary>Makes the session known outside this server as well. False where the first session of the key stays.</summary>
    public async ValueTask<bool> TryAttachAsync(ISessionDirectory directory, DuplicateSessions duplicates)
    {
        // A session that this peer had before must not be taken for another's.
        peer.Connection.ReplaceSession(null);
        var epoch = await directory.AttachAsync(this, duplicates, peer.Connection.Closed).ConfigureAwait(false);
        if (epoch != 0) Volatile.Write(ref _entry, new(directory, epoch));
        return epoch != 0;
    }

    public void Detach()
    {
        _isDetached = true;
        registry.Detach(this);
        LeaveDirectory();
    }

    public void LeaveDirectory()
    {
        if (Interlocked.Exchange(ref _entry, null) is { } entry) _ = LeaveAsync(entry);
    }

    // Watched by itself: the end of a connection waits for nobody.
    private async Task LeaveAsync(DirectoryEntry entry)
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

    private sealed record DirectoryEntry(ISessionDirectory Directory, long Epoch);
}
