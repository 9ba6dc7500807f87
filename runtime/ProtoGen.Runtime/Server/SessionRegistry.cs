using System.Diagnostics.CodeAnalysis;
using ProtoGen.Server;

namespace ProtoGen.Connections;

/// <summary>The registered peers of one server by their key.</summary>
/// <typeparam name="TKey">The key the schema names.</typeparam>
/// <typeparam name="TPeer">The emitted peer.</typeparam>
public sealed class SessionRegistry<TKey, TPeer> where TKey : notnull where TPeer : Peer<TKey>
{
    /// <summary>The sessions at this moment.</summary>
    public int Count => Table.Count;

    internal SessionTable<TKey> Table { get; } = new();

    /// <summary>The peer registered under a key.</summary>
    public bool TryGet(TKey key, [NotNullWhen(true)] out TPeer? peer)
    {
        peer = (TPeer?)Table.Find(key);
        return peer is not null;
    }

    /// <summary>Gives a peer the session of a key; one that it had before ends. The end of the connection ends it.</summary>
    /// <param name="peer">The peer.</param>
    /// <param name="key">The key.</param>
    /// <param name="known">What the directory knows of it, if there is one.</param>
    /// <returns>False where another session of the key lives and stays.</returns>
    internal bool TryAttach(TPeer peer, TKey key, DirectorySession<TKey>? known)
    {
        if (!peer.Connection.TryReplaceSession(peer, Table, key, known, out var before)) return false;
        if (before is { HasLostSession: true }) before.Connection.Close(DisconnectReason.TakenOver);
        return true;
    }
}
