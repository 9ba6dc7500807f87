using System.Net;
using System.Net.Sockets;
using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using ProtoGen.Connections;
using ProtoGen.Heartbeats;
using ProtoGen.Transports;
using ProtoGen.Transports.Epoll;
using Samples.DeviceLink;

namespace ProtoGen.Runtime.Tests.Transports;

/// <summary>However a connection ends, what it took of the system is given back at once and not by the garbage collector.</summary>
public sealed class TcpReleaseTests
{
    private static readonly FieldInfo OperatingField = typeof(SocketAsyncEventArgs).GetField("_operating", BindingFlags.Instance | BindingFlags.NonPublic)!;

    [Theory, OverSockets, OverEpoll]
    public Task After_an_end_in_order(Over over) => ReleasesAsync(over, (peer, connection) =>
    {
        peer.Shutdown(SocketShutdown.Both);
        return Task.CompletedTask;
    });

    [Theory, OverSockets, OverEpoll]
    public Task After_an_end_of_ours(Over over) => ReleasesAsync(over, async (peer, connection) =>
    {
        connection.Close(DisconnectReason.LocalClosed);
        Assert.Equal(0, await peer.ReceiveAsync(new byte[1]).WaitAsync(Engine.Deadline));
        peer.Dispose();
    });

    [Theory, OverSockets, OverEpoll]
    public Task After_an_abort_of_ours(Over over) => ReleasesAsync(over, (_, connection) =>
    {
        connection.Abort(DisconnectReason.LocalClosed);
        return Task.CompletedTask;
    });

    [Theory, OverSockets, OverEpoll]
    public Task After_a_reset(Over over) => ReleasesAsync(over, (peer, _) =>
    {
        TcpSockets.Reset(peer);
        return Task.CompletedTask;
    });

    [Theory, OverSockets, OverEpoll]
    public Task After_an_abort_while_a_send_waits(Over over) => ReleasesAsync(over, (_, connection) =>
    {
        // More than both kernels take.
        var notice = new Notice { Level = 1, Text = new('x', 60_000) };
        while (connection.TrySend(in notice, default) == SendResult.Sent)
        {
        }

        connection.Abort(DisconnectReason.LocalClosed);
        return Task.CompletedTask;
    });

    [Theory, OverSockets, OverEpoll]
    public Task Before_it_was_started(Over over) => ReleasesAsync(
        over,
        (_, connection) =>
        {
            connection.Abort(DisconnectReason.LocalClosed);
            return Task.CompletedTask;
        },
        starts: false);

    private static async Task ReleasesAsync(Over over, Func<Socket, ScriptedConnection, Task> end, bool starts = true)
    {
        using var listener = TcpSockets.Listen(new(IPAddress.Loopback, 0), 1);
        using var peer = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await peer.ConnectAsync(listener.LocalEndPoint!);
        var (transport, isReleased) = await (over == Over.Sockets ? AcceptAsync(listener) : AcceptOnLoopAsync(listener, over));
        var environment = new ConnectionEnvironment(new(), HeartbeatSettings.None, TimerWheel.For(TimeProvider.System), new(), NullLogger.Instance);
        var connection = new ScriptedConnection(new(new Owner(), transport, environment));
        transport.Attach(connection);
        connection.Start();
        if (starts) transport.Start();
        await end(peer, connection);
        await Eventually.IsTrue(isReleased);
    }

    private static async Task<(IOwnedTransport Transport, Func<bool> IsReleased)> AcceptAsync(Socket listener)
    {
        var transport = new TcpTransport(await listener.AcceptAsync(), TimeProvider.System);
        return (transport, () => IsReleased(transport) && transport.Awaited is not TcpSend);
    }

    private static async Task<(IOwnedTransport Transport, Func<bool> IsReleased)> AcceptOnLoopAsync(Socket listener, Over over)
    {
        var loops = new EpollLoops(1, over == Over.EpollAndPool, TimeProvider.System);
        IOwnedTransport? transport = null;
        var acceptor = new EpollAcceptor(new(listener, EndpointAddress.Parse("tcp://127.0.0.1:0")), loops, accepted => transport = accepted);
        (await acceptor.AcceptAsync(CancellationToken.None)).LetIn();
        loops.End();
        return (transport!, () => loops.HaveEnded);
    }

    // Nothing public tells, except by touching what the transport is using at that moment.
    private static bool IsReleased(TcpTransport transport) => $"{OperatingField.GetValue(transport)}" == "Disposed";

    private sealed class Owner : IConnectionOwner
    {
        public void OnReady(EngineConnection connection)
        {
        }

        public bool TakeBack(List<WaitingFrame> unsent) => false;

        public int GiveUpSent() => 0;

        public void OnEnded(EngineConnection connection, DisconnectReason reason, Exception? cause)
        {
        }
    }
}
