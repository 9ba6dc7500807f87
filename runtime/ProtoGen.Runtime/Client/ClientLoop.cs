using System.Net;
using ProtoGen.Connections;
using ProtoGen.Framing;
using ProtoGen.Transports;

namespace ProtoGen.Client;

/// <summary>Connects, waits for the end of the connection, pauses, connects again; until it is stopped or refused.</summary>
internal sealed class ClientLoop<TFraming, THeader>(
    EndpointAddress[] endpoints,
    ClientOptions options,
    Connector connector,
    ConnectionEnvironment environment,
    ClientOutbox<TFraming, THeader> outbox,
    ClientStates states,
    Action<StateChange>? changed,
    Func<ConnectionSetup, ProtocolConnection<TFraming, THeader>> create)
    : IDisposable where TFraming : struct, IFraming<THeader> where THeader : struct
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;
    private long _epoch;

    public void Start() => _running = Task.Run(RunAsync);

    public async Task StopAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
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

        var cause = _stopping.IsCancellationRequested
            ? new ConnectionException(DisconnectReason.LocalClosed, Delivery.NotSent, "The client was disposed; the message was not sent.")
            : new ConnectionException(end.Reason, Delivery.NotSent, GaveUp(in end), end.Cause);
        if (!_stopping.IsCancellationRequested) Log.ClientGaveUp(environment.Logger, end.Reason, end.Cause);
        outbox.Stop(cause);
        Enter(ClientState.Stopped, cause.Reason, null);
        states.Stop(cause);
    }

    private async Task<ClientEnd> SweepUntilStoppedAsync()
    {
        EndpointAddress? lost = null;
        for (var failures = 0; ; failures++)
        {
            var last = new ClientEnd(DisconnectReason.ConnectFailed, null);
            foreach (var endpoint in EndpointSweep.Order(endpoints, lost))
            {
                var (end, ready) = await LiveAsync(endpoint).ConfigureAwait(false);
                last = end;
                if (_stopping.IsCancellationRequested || IsFatal(in end)) return end;
                if (ready is not { } lived) continue;

                lost = endpoint;
                if (lived >= options.Backoff.ResetAfter) failures = 0;
                break;
            }

            var delay = options.Backoff.DelayAfter(failures, Random.Shared.NextDouble());
            Log.ClientWaits(environment.Logger, delay);
            Enter(ClientState.Waiting, last.Reason, null);
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
        var epoch = new ClientEpoch(connection => outbox.Open((ProtocolConnection<TFraming, THeader>)connection), outbox.TakeBack, outbox.Close);
        var connection = create(new(epoch, transport, environment, outbox.Facts));
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
            connection.Abort(_stopping.IsCancellationRequested ? DisconnectReason.LocalClosed : DisconnectReason.HandshakeTimeout);
            return (await EndAsync(endpoint, epoch).ConfigureAwait(false), null);
        }

        var readySince = options.TimeProvider.GetTimestamp();
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
            connection.Close(DisconnectReason.LocalClosed);
        }

        // A handler that does not return must not hold up the end.
        Task ended = epoch.Ended.WaitAsync(CloseTimeout);
        await ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // Only if it has not: an abort resets, and what the kernel has still to send would be lost.
        if (!epoch.Ended.IsCompleted) connection.Abort(DisconnectReason.LocalClosed);
        return await epoch.Ended.ConfigureAwait(false);
    }

    private static string GaveUp(in ClientEnd end) => end.Cause is ConnectionException cause
        ? $"The client has given up ({end.Reason}); the message was not sent. {cause.Message}"
        : $"The client has given up ({end.Reason}); the message was not sent.";

    private bool IsFatal(in ClientEnd end) => end.Reason switch
    {
        DisconnectReason.RegisterRejected => true,
        DisconnectReason.TlsFailed => options.Tls is { StopOnFailure: true },
        _ => false,
    };

    private void Enter(ClientState state, DisconnectReason? reason, EndPoint? endpoint) =>
        states.Enter(state, _epoch, reason, endpoint, changed, environment.Logger);
}
