using System.Collections.Concurrent;
using Samples.DeviceLink;

namespace ProtoGen.Interop.Tests.Links;

/// <summary>A process that is stopped while the kernel goes on to acknowledge for it.</summary>
public class FrozenPeerTests
{
    [UnixFact]
    public Task A_frozen_client_is_given_up_within_the_bound_and_thawed_has_one_session_and_no_word_of_the_old_connection() => GivesUpClient(Over.Sockets);

    [EpollFact]
    public Task A_frozen_client_is_given_up_on_epoll_as_well() => GivesUpClient(Over.Epoll);

    [UnixFact]
    public Task A_frozen_server_is_given_up_within_the_bound_and_what_waited_in_it_makes_no_second_session() => GivesUpServer(ServerTransport.Portable);

    [EpollFact]
    public Task A_frozen_server_on_epoll_makes_no_second_session_of_what_waited_in_it() => GivesUpServer(ServerTransport.Epoll);

    private static async Task GivesUpClient(Over over)
    {
        var log = new PeerLog();
        await using var server = await TestServer.Start(over, log, TestServer.Usual with
        {
            Heartbeat = DeviceLinkProtocol.ServerHeartbeat with { Interval = LinkPeer.Interval, AckTimeout = LinkPeer.Ack, Timeout = LinkPeer.Timeout },
        });
        await using var client = LinkPeer.Start("client", $"tcp://{server.Endpoints[0]}");
        await log.Registered.Next();
        var old = Assert.Single(log.Peers);

        client.Freeze();
        var frozen = LinkPeer.Now;
        Assert.Equal(DisconnectReason.HeartbeatTimeout, await log.Disconnected.Next());
        Assert.InRange(log.EndedAt - frozen, LinkPeer.Timeout - LinkPeer.Interval - LinkPeer.TwoTicks, LinkPeer.Timeout + LinkPeer.TwoTicks + LinkPeer.Slack);
        Assert.Equal(0, server.ConnectionCount);
        client.Thaw();

        await log.Registered.Next();
        Assert.True(server.TryGetPeer("1", out var now));
        Assert.NotEqual(old, now.Id);
        Assert.Equal(1, server.ConnectionCount);
        Assert.Empty(log.AfterTheEnd);
    }

    private static async Task GivesUpServer(ServerTransport transport)
    {
        await using var server = LinkPeer.Start("server", "0", "100", transport.ToString());
        var port = (await server.Event("listening")).Text.Split(':')[^1];
        var states = new StateLog();
        await using var client = new DeviceLinkClient($"tcp://127.0.0.1:{port}")
        {
            Registration = () => new() { AppId = "a", Imei = "1" },
            StateChanged = states.Add,
            Options = TestClient.Quick with
            {
                // Each try that the frozen server does not answer leaves a connection and a registration in its kernel.
                ConnectTimeout = TimeSpan.FromMilliseconds(500),
                Heartbeat = DeviceLinkProtocol.ClientHeartbeat with { Interval = LinkPeer.Interval, AckTimeout = LinkPeer.Ack, Timeout = LinkPeer.Timeout },
            },
        };
        await client.StartAsync().InTime();
        await server.Event("registered");

        server.Freeze();
        var frozen = LinkPeer.Now;
        Assert.Equal(DisconnectReason.HeartbeatTimeout, (await states.Until(ClientState.Waiting)).Reason);
        Assert.InRange(LinkPeer.Now - frozen, TimeSpan.Zero, LinkPeer.Interval + LinkPeer.Ack + LinkPeer.TwoTicks + LinkPeer.Slack);
        for (var tries = 0; tries < 3; tries++) Assert.Equal(DisconnectReason.HandshakeTimeout, (await states.Until(ClientState.Waiting)).Reason);
        server.Thaw();

        await client.StartAsync().InTime();
        // Connections of those tries leave the kernel's queue when they are accepted, begin and end; what stays is one.
        for (var (looks, settled) = (0, 0); settled < 6; looks++)
        {
            var status = (await server.Event("status")).Text;
            settled = status == "status connections=1 session=True sessions=1" ? settled + 1 : 0;
            Assert.True(looks < 100, $"After {looks} looks: {status}");
        }
        Assert.Equal(ClientState.Ready, client.State);
        await client.GetDateTimeAsync().InTime();
    }

    /// <summary>Remembers who came, and what was heard from whom after the end.</summary>
    private sealed class PeerLog : TestHandler
    {
        private readonly ConcurrentDictionary<long, bool> _ended = new();

        public ConcurrentQueue<long> Peers { get; } = new();

        public ConcurrentQueue<string> AfterTheEnd { get; } = new();

        /// <summary>When the last one ended: the test itself may get to know of it later, where the machine is busy.</summary>
        public TimeSpan EndedAt { get; private set; }

        public override ValueTask<RegisterReply> OnRegister(Register request, DeviceLinkContext context)
        {
            Peers.Enqueue(context.Peer.Id);
            Heard("register", context.Peer);
            return base.OnRegister(request, context);
        }

        public override HeartbeatReply OnHeartbeat(Heartbeat request, DeviceLinkContext context)
        {
            Heard("heartbeat", context.Peer);
            return base.OnHeartbeat(request, context);
        }

        public override void PeerDisconnected(DeviceLinkPeer peer, DisconnectReason reason)
        {
            EndedAt = LinkPeer.Now;
            _ended[peer.Id] = true;
            base.PeerDisconnected(peer, reason);
        }

        private void Heard(string what, DeviceLinkPeer peer)
        {
            if (_ended.ContainsKey(peer.Id)) AfterTheEnd.Enqueue($"{what} from {peer.Id}");
        }
    }
}
