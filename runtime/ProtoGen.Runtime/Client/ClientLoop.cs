using System.Net;
using ProtoGen.Connections;
using ProtoGen.Dispatch;
using ProtoGen.Framing;
using ProtoGen.Transports;

namespace ProtoGen.Client;

/// <summary>Connects, waits for the end of the connection, pauses, connects again; until it is stopped or refused.</summary>
internal sealed class ClientLoop<TFraming, THeader>(
    EndpointAddress[][] endpoints,
    ClientOptions options,
    Connector connector,
    ConnectionEnvironment environment,
    ClientOutbox<TFraming, THeader> outbox,
    ClientStates states,
    Action<StateChange>? changed,
    Func<ConnectionSetup, ProtocolConnection<TFraming, THeader>> create,
    bool isForOneCall)
    : IDisposable where TFraming : struct, IFraming<THeader> where THeader : struct
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private Task _running = Task.CompletedTask;
    private long _epoch;
    private ProtocolConnection<TFraming, THeader>? _connection;
    private DisconnectReason? _refusal;
    private bool _hasBeenReady;

    public void Start() => _running = Task.Run(RunAsync);

    public async Task StopAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
    }

    /// <summary>Ends the connection of this moment; for a reason to stop, also the client.</summary>
    public void Disconnect(DisconnectReason reason)
    {
        Volatile.Read(ref _connection)?.Leave(reason);
        if (!options.StopsAfter.Contains(reason)) return;
        lock (_gate) _refusal ??= reason;
        // Not on this thread, which may be a handler's.
        _ = _stopping.CancelAsync();
    }

    public void Dispose() => _stopping.Dispose();

    private async Task RunAsync()
    {
        var end = new ClientEnd(DisconnectReason.LocalClosed, null);
        try
        {
            end = await SweepUntilStoppedAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Stopped between two connections.
        }
        catch (Exception exception)
        {
            end = new(DisconnectReason.TransportError, exception);
        }

        var cause = Explain(end);
        outbox.Stop(cause);
        Enter(ClientState.Stopped, new(cause.Reason, end.Cause), null);
        states.Stop(cause);
    }

    private ConnectionException Explain(ClientEnd end)
    {
        lock (_gate)
        {
            if (_refusal is { } refusal) end = new(refusal, null);
            else if (_stopping.IsCancellationRequested)
                return new(DisconnectReason.LocalClosed, Delivery.NotSent, "The client was disposed; the message was not sent.");
        }

        if (!isForOneCall) Log.ClientGaveUp(environment.Logger, end.Reason, end.Cause);
        return new(end.Reason, Delivery.NotSent, $"The client has given up ({end.Reason}); the message was not sent.{Why(in end)}", end.Cause);
    }

    private static string Why(in ClientEnd end) => end.Cause is ConnectionException or IFault ? $" {end.Cause.Message}" : "";

    private async Task<ClientEnd> SweepUntilStoppedAsync()
    {
        EndpointAddress? lost = null;
        for (var failures = 0; ; failures++)
        {
            var last = new ClientEnd(DisconnectReason.ConnectFailed, null);
            var order = EndpointSweep.Order(endpoints, lost, options.Lot);
            lost = null;
            foreach (var endpoint in order)
            {
                var (end, ready) = await LiveAsync(endpoint).ConfigureAwait(false);
                last = end;
                if (_stopping.IsCancellationRequested || IsFatal(in end)) return end;
                if (ready is not { } lived) continue;

                lost = endpoint;
                if (lived >= options.Backoff.ResetAfter) failures = 0;
                break;
            }

            if (isForOneCall) return last;
            var delay = options.Backoff.DelayAfter(failures, options.Lot());
            Log.ClientWaits(environment.Logger, delay);
            Enter(ClientState.Waiting, last, null);
            await Task.Delay(delay, options.TimeProvider, _stopping.Token).ConfigureAwait(false);
        }
    }

    // One connection from the first attempt to its end; says for how long it was ready, null for never.
    private async Task<(ClientEnd End, TimeSpan? Ready)> LiveAsync(EndpointAddress endpoint)
    {
        Enter(ClientState.Connecting, null, endpoint.ToEndPoint());
        using var timeout = new CancellationTokenSource(options.ConnectTimeout, options.TimeProvider);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _stopping.Token);
        IOwnedTransport transport;
        try
        {
            transport = await connector.ConnectAsync(endpoint, remote => Enter(ClientState.Securing, null, remote), giveUp.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is ConnectionException or OperationCanceledException)
        {
            var reason = exception is ConnectionException { Reason: var known } ? known : DisconnectReason.ConnectFailed;
            Log.ConnectFailed(environment.Logger, endpoint.Text, reason, exception);
            return (new(reason, exception), null);
        }

        return await LiveAsync(endpoint, transport, giveUp.Token).ConfigureAwait(false);
    }

    private async Task<(ClientEnd End, TimeSpan? Ready)> LiveAsync(EndpointAddress endpoint, IOwnedTransport transport, CancellationToken giveUp)
    {
        _epoch++;
        var epoch = new ClientEpoch(connection => outbox.Open((ProtocolConnection<TFraming, THeader>)connection), outbox.TakeBack, outbox.GiveUpSent, outbox.Close);
        var tcp = endpoint as TcpAddress;
        var connection = create(new(epoch, transport, environment, outbox.Facts) { ServerAddress = tcp?.Host, ServerPort = tcp?.Port });
        Volatile.Write(ref _connection, connection);
        transport.Attach(connection);
        Enter(ClientState.Registering, null, transport.RemoteEndPoint);
        try
        {
            connection.Start();
            transport.Start();
        }
        catch (Exception exception)
        {
            // The application could not make its registration; trying again would not help it.
            connection.Abort(DisconnectReason.RegisterRejected, exception);
            return (await epoch.Ended.ConfigureAwait(false), null);
        }

        try
        {
            if (!await epoch.Ready.WaitAsync(giveUp).ConfigureAwait(false)) return (await EndAsync(endpoint, epoch).ConfigureAwait(false), null);
        }
        catch (OperationCanceledException)
        {
            // It may be ready before this loop has heard of it: then messages have gone, and it has to end in order.
            var reason = _stopping.IsCancellationRequested ? DisconnectReason.LocalClosed : DisconnectReason.HandshakeTimeout;
            if (connection.TryAbortUnready(reason)) return (await EndAsync(endpoint, epoch).ConfigureAwait(false), null);
        }

        var readySince = options.TimeProvider.GetTimestamp();
        if (_hasBeenReady) connection.CountReconnect();
        _hasBeenReady = true;
        Log.ClientReady(environment.Logger, transport.RemoteEndPoint, _epoch);
        Enter(ClientState.Ready, null, transport.RemoteEndPoint);
        var end = await LiveUntilEndAsync(connection, epoch).ConfigureAwait(false);
        return (end, options.TimeProvider.GetElapsedTime(readySince));
    }

    private async Task<ClientEnd> EndAsync(EndpointAddress endpoint, ClientEpoch epoch)
    {
        var end = await epoch.Ended.ConfigureAwait(false);
        Log.ConnectFailed(environment.Logger, endpoint.Text, end.Reason, end.Cause);
        return end;
    }

    private async Task<ClientEnd> LiveUntilEndAsync(ProtocolConnection<TFraming, THeader> connection, ClientEpoch epoch)
    {
        try
        {
            return await epoch.Ended.WaitAsync(_stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            connection.Leave(DisconnectReason.LocalClosed);
        }

        // A handler that does not return must not hold up the end.
        Task ended = epoch.Ended.WaitAsync(CloseTimeout);
        await ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // Only if it has not: an abort resets, and what the kernel has still to send would be lost.
        if (!epoch.Ended.IsCompleted) connection.Abort(DisconnectReason.LocalClosed);
        return await epoch.Ended.ConfigureAwait(false);
    }

    private bool IsFatal(in ClientEnd end) => options.StopsAfter.Contains(end.Reason);

    private void Enter(ClientState state, ClientEnd? end, EndPoint? endpoint) =>
        states.Enter(state, _epoch, end, endpoint, changed, environment.Logger);
}
