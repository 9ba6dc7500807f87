using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;

namespace ProtoGen.Transports;

/// <summary>What the exceptions of streams mean.</summary>
internal static class StreamFailures
{
    public static DisconnectReason ToReason(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case SocketException socket: return TcpSockets.ToReason(socket.SocketErrorCode);
                case AuthenticationException or CryptographicException: return DisconnectReason.TlsFailed;
                case ObjectDisposedException: return DisconnectReason.LocalClosed;
            }
        }

        return DisconnectReason.TransportError;
    }

    /// <summary>The innermost message says most.</summary>
    public static string Describe(Exception exception)
    {
        while (exception.InnerException is { } inner) exception = inner;
        return exception.Message;
    }
}
