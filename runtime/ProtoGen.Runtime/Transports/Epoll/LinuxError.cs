using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace ProtoGen.Transports.Epoll;

/// <summary>The errors of Linux that are told apart here, by their numbers.</summary>
internal static class LinuxError
{
    public const int NoEntry = 2, Interrupted = 4, TryAgain = 11;

    /// <summary>That of the call just made on this thread.</summary>
    public static int Last => Marshal.GetLastPInvokeError();

    /// <summary>The same error as the platform's sockets throw it.</summary>
    public static SocketException ToException(int error) => new((int)ToSocketError(error), Marshal.GetPInvokeErrorMessage(error));

    public static SocketError ToSocketError(int error) => error switch
    {
        1 or 13 => SocketError.AccessDenied,
        Interrupted => SocketError.Interrupted,
        9 or 125 => SocketError.OperationAborted,
        TryAgain => SocketError.WouldBlock,
        12 or 105 => SocketError.NoBufferSpaceAvailable,
        22 => SocketError.InvalidArgument,
        23 or 24 => SocketError.TooManyOpenSockets,
        32 or 108 => SocketError.Shutdown,
        64 => SocketError.HostDown,
        71 or 103 => SocketError.ConnectionAborted,
        88 => SocketError.NotSocket,
        100 => SocketError.NetworkDown,
        101 => SocketError.NetworkUnreachable,
        102 => SocketError.NetworkReset,
        104 => SocketError.ConnectionReset,
        107 => SocketError.NotConnected,
        110 => SocketError.TimedOut,
        111 => SocketError.ConnectionRefused,
        113 => SocketError.HostUnreachable,
        _ => SocketError.SocketError,
    };
}
