using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace ProtoGen.Server;

/// <summary>
/// Accepts the connections of one listening socket. At a limit the connection in hand waits, and those behind it with the system. Errors come in
/// three tiers: those of a connection that is gone already are ignored, those of a machine that is short of something wait a little, the rest
/// ends the loop.
/// </summary>
internal sealed class AcceptLoop(IAcceptor acceptor, ConnectionRegistry registry, FileReserve files, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(1);

    public EndPoint LocalEndPoint => acceptor.LocalEndPoint;

    /// <summary>Whether the loop ended although nobody stopped it.</summary>
    public bool HasFailed { get; private set; }

    public async Task RunAsync(CancellationToken stop)
    {
        var delay = FirstDelay;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await WaitForFilesAsync(stop).ConfigureAwait(false);
                var arrival = await acceptor.AcceptAsync(stop).ConfigureAwait(false);
                await AdmitAsync(arrival, stop).ConfigureAwait(false);
                delay = FirstDelay;
            }
            catch (Exception exception) when (stop.IsCancellationRequested
                && exception is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                return;
            }
            catch (SocketException exception) when (IsOfOneConnection(exception.SocketErrorCode))
            {
                Log.AcceptIgnored(logger, exception);
            }
            catch (SocketException exception) when (MayPass(exception.SocketErrorCode))
            {
                Log.AcceptBacksOff(logger, delay, exception);
                delay = await BackOffAsync(delay, stop).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                HasFailed = true;
                Log.AcceptFailed(logger, LocalEndPoint, exception);
                return;
            }
        }
    }

    public void Close() => acceptor.Dispose();

    private async ValueTask WaitForFilesAsync(CancellationToken stop)
    {
        if (!files.IsTouched) return;
        registry.CountPause(RejectionReason.FileLimit);
        var delay = FirstDelay;
        do delay = await BackOffAsync(delay, stop).ConfigureAwait(false);
        while (files.IsTouched && !stop.IsCancellationRequested);
    }

    private async Task<TimeSpan> BackOffAsync(TimeSpan delay, CancellationToken stop)
    {
        await Task.Delay(delay, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return delay * 2 < LongestDelay ? delay * 2 : LongestDelay;
    }

    private async ValueTask AdmitAsync(IArrival arrival, CancellationToken stop)
    {
        var remote = arrival.RemoteEndPoint;
        if (!registry.TryEnter(remote))
        {
            arrival.Refuse();
            return;
        }

        try
        {
            await registry.WaitForRoomAsync(stop).ConfigureAwait(false);
        }
        catch
        {
            registry.Leave(remote);
            arrival.Dispose();
            throw;
        }

        arrival.LetIn();
    }

    private static bool IsOfOneConnection(SocketError error) => error is
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.TimedOut or SocketError.HostUnreachable or SocketError.NotConnected or
        SocketError.NetworkUnreachable or SocketError.NetworkDown or SocketError.HostDown or SocketError.Interrupted or SocketError.TryAgain;

    private static bool MayPass(SocketError error) => error is
        SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable or SocketError.ProcessLimit;
}
