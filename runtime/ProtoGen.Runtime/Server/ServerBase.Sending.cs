using System.Buffers;
using ProtoGen.Connections;
using ProtoGen.Framing;
using ProtoGen.Server;

namespace ProtoGen;

// What a server says to all, or to the session of a key.
public abstract partial class ServerBase<TFraming, THeader>
{
    /// <inheritdoc cref="Broadcast{T}(in T, in THeader)"/>
    protected BroadcastResult Broadcast<T>(in T message) where T : struct, IMessage<T> => Broadcast(in message, default);

    /// <summary>Encodes a message once and queues it for every connection; never waits.</summary>
    /// <exception cref="EncodeException">A value cannot be represented on the wire; nothing was sent.</exception>
    protected BroadcastResult Broadcast<T>(in T message, in THeader header) where T : struct, IMessage<T>
    {
        if (_registry is not { } registry) return default;
        var array = Encode(in message, in header, out var head);
        try
        {
            int sent = 0, full = 0, notReady = 0;
            foreach (var connection in registry.All)
            {
                var protocol = (ProtocolConnection<TFraming, THeader>)connection;
                // What is known about a connection may make its frames differ.
                var result = protocol.HasDefaultProfile ? protocol.TrySendEncoded(array.AsSpan(0, head.Length), in head) : protocol.TrySend(in message, in header);
                if (result == SendResult.Sent) sent++;
                else if (result == SendResult.QueueFull) full++;
                else notReady++;
            }

            return new(sent, full, notReady);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }

    /// <inheritdoc cref="TryPush{TKey, TPeer, T}(SessionRegistry{TKey, TPeer}, TKey, in T, in THeader)"/>
    protected PushResult TryPush<TKey, TPeer, T>(SessionRegistry<TKey, TPeer> sessions, TKey key, in T message)
        where TKey : notnull
        where TPeer : Peer<TKey>
        where T : struct, IMessage<T> => TryPush(sessions, key, in message, default);

    /// <summary>Sends a message to the session of a key on this server if there is room at once.</summary>
    /// <exception cref="EncodeException">A value cannot be represented on the wire; nothing was sent.</exception>
    protected PushResult TryPush<TKey, TPeer, T>(SessionRegistry<TKey, TPeer> sessions, TKey key, in T message, in THeader header)
        where TKey : notnull
        where TPeer : Peer<TKey>
        where T : struct, IMessage<T>
    {
        TPeer? last = null;
        // Once more where a newer connection has taken over just now.
        while (sessions.TryGet(key, out var peer) && peer != last)
        {
            var result = PushResults.From(ConnectionOf(peer).TrySend(in message, in header));
            if (result != PushResult.NotConnected) return result;
            last = peer;
        }

        return PushResult.NotConnected;
    }

    /// <inheritdoc cref="PushAsync{TKey, TPeer, T}(SessionRegistry{TKey, TPeer}, TKey, T, THeader, CancellationToken)"/>
    protected ValueTask<PushResult> PushAsync<TKey, TPeer, T>(SessionRegistry<TKey, TPeer> sessions, TKey key, T message, CancellationToken cancel)
        where TKey : notnull
        where TPeer : Peer<TKey>
        where T : struct, IMessage<T> => PushAsync(sessions, key, message, default, cancel);

    /// <summary>Sends a message to the session of a key, waiting for room; where the session lives on another server, through the directory.</summary>
    /// <exception cref="EncodeException">A value cannot be represented on the wire; nothing was sent.</exception>
    /// <exception cref="OperationCanceledException">The caller's token was cancelled; the message was not sent from here.</exception>
    protected async ValueTask<PushResult> PushAsync<TKey, TPeer, T>(
        SessionRegistry<TKey, TPeer> sessions, TKey key, T message, THeader header, CancellationToken cancel)
        where TKey : notnull
        where TPeer : Peer<TKey>
        where T : struct, IMessage<T>
    {
        TPeer? last = null;
        while (sessions.TryGet(key, out var peer) && peer != last)
        {
            try
            {
                await ConnectionOf(peer).SendAsync(message, header, cancel).ConfigureAwait(false);
                return PushResult.Sent;
            }
            catch (ConnectionException exception)
            {
                var result = PushResults.From(exception.Reason);
                if (result != PushResult.NotConnected) return result;
                last = peer;
            }
        }

        return Options.SessionDirectory is { } directory
            ? await PushElsewhereAsync(directory, SessionKeys.ToText(key), message, header, cancel).ConfigureAwait(false)
            : PushResult.NotConnected;
    }

    /// <summary>Whether a session of a key lives, here or at another server of the directory.</summary>
    protected ValueTask<bool> IsOnlineAsync<TKey, TPeer>(SessionRegistry<TKey, TPeer> sessions, TKey key, CancellationToken cancel)
        where TKey : notnull
        where TPeer : Peer<TKey>
    {
        if (sessions.TryGet(key, out var peer) && peer.Connection.IsOpen) return new(true);
        return Options.SessionDirectory?.IsOnlineAsync(SessionKeys.ToText(key), cancel) ?? new(false);
    }

    private static ProtocolConnection<TFraming, THeader> ConnectionOf(Peer peer) => (ProtocolConnection<TFraming, THeader>)peer.Connection;

    private static async ValueTask<PushResult> PushElsewhereAsync<T>(
        ISessionDirectory directory, string key, T message, THeader header, CancellationToken cancel)
        where T : struct, IMessage<T>
    {
        cancel.ThrowIfCancellationRequested();
        var array = Encode(in message, in header, out var head);
        var result = await directory.PushAsync(key, new(array.AsMemory(0, head.Length), head), cancel).ConfigureAwait(false);
        // Not where the call failed: the directory may still read the bytes.
        ArrayPool<byte>.Shared.Return(array);
        return result;
    }

    // A frame for whoever it is sent to; the caller gives the array back.
    private static byte[] Encode<T>(in T message, in THeader header, out FrameHead head) where T : struct, IMessage<T>
    {
        var plan = FrameWriter.Measure<TFraming, THeader, T>(in message, in header, TFraming.DefaultProfile, fromServer: true);
        var array = ArrayPool<byte>.Shared.Rent(plan.FrameBytes);
        try
        {
            FrameWriter.WritePlain<TFraming, THeader, T>(in message, in header, in plan, TFraming.DefaultProfile, array.AsSpan(0, plan.FrameBytes));
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(array);
            throw;
        }

        head = plan.Head;
        return array;
    }
}
