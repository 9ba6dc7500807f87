using System.Net.Sockets;

namespace ProtoGen.Transports;

/// <summary>Listens on Unix domain sockets. The platform removes the file of a socket that is disposed.</summary>
internal static class UnixSockets
{
    private const int LinuxNoSuchDevice = 6, MacNotSupported = 102;

    /// <exception cref="SocketException">Somebody listens there, or something else is in the way.</exception>
    public static Socket Listen(UnixAddress address, int backlog)
    {
        try
        {
            return Bind(address, backlog);
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse && IsLeftOver(address))
        {
            File.Delete(address.Path);
            return Bind(address, backlog);
        }
    }

    private static Socket Bind(UnixAddress address, int backlog)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(address.EndPoint);
            socket.Listen(backlog);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // A server that died left its file, and nobody answers there.
    private static bool IsLeftOver(UnixAddress address)
    {
        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        // A backlog that is full must not be waited for.
        probe.Blocking = false;
        try
        {
            probe.Connect(address.EndPoint);
            return false;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode == SocketError.ConnectionRefused && IsSocket(address.Path);
        }
    }

    // A file of another kind refuses connections as well, and is nothing of ours. A socket is what cannot be opened at all.
    private static bool IsSocket(string path)
    {
        if (OperatingSystem.IsWindows()) return (File.GetAttributes(path) & FileAttributes.ReparsePoint) != 0;
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            return false;
        }
        catch (IOException exception)
        {
            return exception.HResult is LinuxNoSuchDevice or MacNotSupported;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}
