using ProtoGen.Server;

namespace ProtoGen.Connections;

// A session begins and ends under the gate of its connection, so that the end of the connection ends it.
public abstract partial class EngineConnection
{
    /// <summary>Emitted where peers register under a key: the peer.</summary>
    protected virtual Peer? SessionPeer => null;

    /// <summary>Gives the peer the session of a key; the one it has ends now, and with the connection this one. False where the first session of the key stays.</summary>
    internal bool TryReplaceSession<TKey>(
        Peer<TKey> peer, SessionTable<TKey> sessions, TKey key, DirectorySession<TKey>? known, out Peer<TKey>? before) where TKey : notnull
    {
        before = null;
        bool isLate, isAttached;
        DirectorySession? ended;
        lock (Gate)
        {
            ended = peer.EndSession();
            isLate = Lifetime.HasEnded;
            isAttached = isLate || peer.TryBeginSession(sessions, key, known, DuplicateSessions, out before);
        }

        ended?.LeaveDirectory();
        if (isLate) known?.LeaveDirectory();
        return isAttached;
    }

    /// <summary>Ends the session that its peer has.</summary>
    internal void EndSession()
    {
        if (SessionPeer is not { } peer) return;
        DirectorySession? ended;
        lock (Gate) ended = peer.EndSession();
        ended?.LeaveDirectory();
    }

    internal void ReportDirectoryFault(Exception exception) => Log.DirectoryFault(Logger, Id, exception);

    /// <summary>Another connection has the session.</summary>
    private protected void RefuseSession()
    {
        Counters.CountRejection(RejectionReason.SessionInUse);
        Close(DisconnectReason.SessionInUse);
    }
}
