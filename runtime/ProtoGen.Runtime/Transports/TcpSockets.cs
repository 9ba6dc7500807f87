using System.Net;
using System.Net.Sockets;

namespace ProtoGen.Transports;

/// <summary>Makes sockets and sets their options.</summary>
internal static class TcpSockets
{
    private const int TcpLevel = 6, LinuxTcpUserTimeout = 18;
    private const int UserTimeoutMilliseconds = 30_000;

    public static Socket Listen(IPEndPoint endpoint, int backlog)
    {
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (endpoint.Address.Equals(IPAddress.IPv6Any)) socket.DualMode = true;
            // No ReuseAddress: on Unix .NET makes SO_REUSEPORT of it too, and a second server would silently take half of the connections.
            // A restarted server gets its port all the same: .NET itself sets SO_REUSEADDR when it binds TCP.
            socket.Bind(endpoint);
            socket.Listen(backlog);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public static async Task<Socket> ConnectAsync(TcpAddress target, CancellationToken cancel)
    {
        SocketException? last = null;
        // The system's resolver goes on for as long as it likes.
        var addresses = await target.ResolveAsync(cancel).AsTask().WaitAsync(cancel).ConfigureAwait(false);
        foreach (var address in addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, target.Port), cancel).ConfigureAwait(false);
                return socket;
            }
            catch (SocketException exception)
            {
                socket.Dispose();
                last = exception;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw last ?? new SocketException((int)SocketError.HostNotFound);
    }

    /// <summary>Sets up a connected socket. The keep-alive is the second line: it finds dead peers of protocols without a heartbeat.</summary>
    public static void Configure(Socket socket)
    {
        socket.NoDelay = true;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 60);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 10);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
        if (OperatingSystem.IsLinux()) socket.SetRawSocketOption(TcpLevel, LinuxTcpUserTimeout, BitConverter.GetBytes(UserTimeoutMilliseconds));
    }

    public static DisconnectReason ToReason(SocketError error) => error switch
    {
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => DisconnectReason.PeerReset,
        _ => DisconnectReason.TransportError,
    };
}
