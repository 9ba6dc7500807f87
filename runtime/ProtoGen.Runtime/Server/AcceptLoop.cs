using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace ProtoGen.Server;

/// <summary>
/// Accepts the connections of one listening socket. At a limit the connection in hand waits, and those behind it with the system. Errors come in
/// three tiers: those of a connection that is gone already are ignored, those of a machine that is short of something wait a little, the rest
/// ends the loop.
/// </summary>
internal sealed class AcceptLoop(Listener listener, ConnectionRegistry registry, Action<Socket> accepted, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(1);

    public EndPoint LocalEndPoint => listener.LocalEndPoint;

    /// <summary>Whether the loop ended although nobody stopped it.</summary>
    public bool HasFailed { get; private set; }

    public async Task RunAsync(CancellationToken stop)
    {
        var delay = FirstDelay;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var socket = await listener.AcceptAsync(stop).ConfigureAwait(false);
                await AdmitAsync(socket, stop).ConfigureAwait(false);
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
                await Task.Delay(delay, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay;
            }
            catch (Exception exception)
            {
                HasFailed = true;
                Log.AcceptFailed(logger, LocalEndPoint, exception);
                return;
            }
        }
    }

    public void Close() => listener.Dispose();

    private async ValueTask AdmitAsync(Socket socket, CancellationToken stop)
    {
        var remote = socket.RemoteEndPoint;
        if (!registry.TryEnter(remote))
        {
            // By a reset: what is broken off leaves nothing behind in the system.
            socket.Close(0);
            return;
        }

        try
        {
            await registry.WaitForRoomAsync(stop).ConfigureAwait(false);
        }
        catch
        {
            registry.Leave(remote);
            socket.Dispose();
            throw;
        }

        accepted(socket);
    }

    private static bool IsOfOneConnection(SocketError error) => error is
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.TimedOut or SocketError.HostUnreachable or SocketError.NotConnected or
        SocketError.NetworkUnreachable or SocketError.NetworkDown or SocketError.HostDown or SocketError.Interrupted or SocketError.TryAgain;

    private static bool MayPass(SocketError error) => error is
        SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable or SocketError.ProcessLimit;
}
