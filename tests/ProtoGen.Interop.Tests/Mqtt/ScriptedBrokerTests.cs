using System.Threading.Channels;
using Samples.Mqtt;

namespace ProtoGen.Interop.Tests.Mqtt;

/// <summary>What mosquitto does only with plugins, or when a cable breaks at the right moment: here the schema's own server is the broker.</summary>
public class ScriptedBrokerTests
{
    private static readonly Mqtt311Header ExactlyOnce = new() { Head = new() { Qos = Qos.ExactlyOnce } };

    private readonly Witness _witness = new();

    [Fact]
    public async Task A_message_of_quality_2_is_handed_on_once_until_it_is_released()
    {
        var script = new Script(sessionPresent: true);
        await using var server = new Mqtt311Server(peer => script.Of(peer), "tcp://127.0.0.1:0");
        await server.StartAsync();
        await using var client = _witness.Connect($"tcp://{server.Endpoints[0]}", new() { ClientId = "x", CleanSession = false });
        await client.StartAsync().InTime();

        var peer = await NextPeer(script);
        Assert.Equal(7, await Say(peer, "first", isDuplicate: false));
        // The PUBREC was lost with the connection.
        peer.Abort();
        peer = await NextPeer(script);
        Assert.Equal(7, await Say(peer, "first", isDuplicate: true));
        Assert.Equal(7, (await peer.PubRelAsync(new() { PacketId = 7 }).InTime()).PacketId);
        Assert.Equal(7, await Say(peer, "second", isDuplicate: false));

        Assert.Equal("t first 2 0", await _witness.Next());
        Assert.Equal("t second 2 0", await _witness.Next());
    }

    [Fact]
    public async Task A_new_session_may_use_the_number_at_once()
    {
        var script = new Script(sessionPresent: false);
        await using var server = new Mqtt311Server(peer => script.Of(peer), "tcp://127.0.0.1:0");
        await server.StartAsync();
        await using var client = _witness.Connect($"tcp://{server.Endpoints[0]}", new());
        await client.StartAsync().InTime();

        var peer = await NextPeer(script);
        await Say(peer, "before", isDuplicate: false);
        peer.Abort();
        await Say(await NextPeer(script), "after", isDuplicate: false);

        Assert.Equal("t before 2 0", await _witness.Next());
        Assert.Equal("t after 2 0", await _witness.Next());
    }

    [Fact]
    public async Task A_broker_that_is_not_available_yet_is_tried_again()
    {
        var script = new Script(sessionPresent: false) { Codes = new([ConnectCode.ServerUnavailable, ConnectCode.ServerUnavailable, ConnectCode.Accepted]) };
        await using var server = new Mqtt311Server(peer => script.Of(peer), "tcp://127.0.0.1:0");
        await server.StartAsync();
        await using var client = _witness.Connect($"tcp://{server.Endpoints[0]}", new());
        await client.StartAsync().InTime();
        for (var refusal = 0; refusal < 2; refusal++) Assert.Equal(DisconnectReason.RegisterPostponed, (await _witness.States.Until(ClientState.Waiting)).Reason);
        Assert.Equal(3, (await _witness.States.Until(ClientState.Ready)).Epoch);
    }

    [Fact]
    public async Task A_filter_that_the_broker_refuses_is_an_error()
    {
        var script = new Script(sessionPresent: false) { Grants = filter => filter != "closed" };
        await using var server = new Mqtt311Server(peer => script.Of(peer), "tcp://127.0.0.1:0");
        await server.StartAsync();
        await using var client = _witness.Connect($"tcp://{server.Endpoints[0]}", new());
        Assert.Equal(Qos.AtLeastOnce, await client.SubscribeAsync("open", Qos.AtLeastOnce).InTime());
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => client.SubscribeAsync("closed").InTime());
        Assert.Contains("closed", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_that_is_refused_after_a_loss_is_told_and_given_up()
    {
        var granted = new List<string> { "a", "b" };
        var script = new Script(sessionPresent: false) { Grants = granted.Contains };
        await using var server = new Mqtt311Server(peer => script.Of(peer), "tcp://127.0.0.1:0");
        await server.StartAsync();
        await using var client = _witness.Connect($"tcp://{server.Endpoints[0]}", new());
        await client.SubscribeAsync("a").InTime();
        await client.SubscribeAsync("b").InTime();
        granted.Remove("b");

        (await NextPeer(script)).Abort();
        var resumption = await _witness.Resumed.Next();
        Assert.Equal(["a", "b"], resumption.Subscribed.Order(StringComparer.Ordinal));
        Assert.Equal(["b"], resumption.Refused);
        (await script.Peers.Next()).Abort();
        Assert.Equal(["a"], (await _witness.Resumed.Next()).Subscribed);
    }

    [Fact]
    public async Task A_release_of_a_session_that_is_forgotten_is_not_sent_in_the_next_one()
    {
        // The first is never answered, so the second waits with its release.
        var script = new Script(sessionPresent: false)
        {
            Taking = request => request.PacketId switch
            {
                1 => null,
                2 => new PubRec { PacketId = 2 },
                _ => new PubAck { PacketId = request.PacketId.GetValueOrDefault() },
            },
        };
        await using var server = new Mqtt311Server(peer => script.Of(peer), "tcp://127.0.0.1:0");
        await server.StartAsync();
        await using var client = _witness.Connect($"tcp://{server.Endpoints[0]}", new());
        await client.StartAsync().InTime();
        var peer = await NextPeer(script);
        var publishes = new[] { client.PublishAsync("a", Witness.Bytes("1"), Qos.ExactlyOnce), client.PublishAsync("a", Witness.Bytes("2"), Qos.ExactlyOnce) };
        // Its answer stands behind the second one's.
        await client.PublishAsync("a", Witness.Bytes("3"), Qos.AtLeastOnce).InTime();
        peer.Abort();
        foreach (var publish in publishes)
            Assert.Equal(Delivery.OutcomeUnknown, (await Assert.ThrowsAsync<ConnectionException>(() => publish.InTime())).Delivery);
        Assert.Equal(0, script.Releases);
    }

    private static async Task<int> Say(Mqtt311Peer peer, string text, bool isDuplicate)
    {
        var header = ExactlyOnce with { Head = ExactlyOnce.Head with { Duplicate = isDuplicate } };
        var reply = await peer.PublishAsync(new() { Topic = "t", PacketId = 7, Payload = Witness.Bytes(text) }, header).InTime();
        return Assert.IsType<PublishReplies.PubRec>(reply).Value.PacketId;
    }

    // The broker's end of the next connection, once it is registered.
    private async Task<Mqtt311Peer> NextPeer(Script script)
    {
        await _witness.Resumed.Next();
        return await script.Peers.Next();
    }

    private sealed class Script(bool sessionPresent)
    {
        public Channel<Mqtt311Peer> Peers { get; } = Channel.CreateUnbounded<Mqtt311Peer>();

        public bool SessionPresent => sessionPresent;

        public int Releases { get; set; }

        /// <summary>What each connection is answered; the last for good.</summary>
        public Queue<ConnectCode> Codes { get; init; } = new([ConnectCode.Accepted]);

        public Func<Publish, PublishReplies?> Taking { get; init; } = _ => throw new NotSupportedException();

        public Func<string, bool> Grants { get; init; } = _ => true;

        public Handler Of(Mqtt311Peer peer) => new Handler(this, peer);
    }

    private sealed class Handler(Script script, Mqtt311Peer peer) : Mqtt311ServerHandler
    {
        public override ValueTask<ConnAck> OnConnect(Connect request, Mqtt311Context context)
        {
            script.Peers.Writer.TryWrite(peer);
            var code = script.Codes.Count > 1 ? script.Codes.Dequeue() : script.Codes.Peek();
            return new(new ConnAck { Flags = new() { SessionPresent = script.SessionPresent }, Code = code });
        }

        public override ValueTask<PublishReplies?> OnPublish(Publish request, Mqtt311Context context) => new(script.Taking(request));

        public override ValueTask<PubComp> OnPubRel(PubRel request, Mqtt311Context context)
        {
            script.Releases++;
            return new(new PubComp { PacketId = request.PacketId });
        }

        public override ValueTask<SubAck> OnSubscribe(Subscribe request, Mqtt311Context context) => new(new SubAck
        {
            PacketId = request.PacketId,
            Codes = [.. request.Subscriptions.Select(asked => script.Grants(asked.Filter) ? (SubscribeCode)asked.Qos : SubscribeCode.Failure)],
        });

        public override ValueTask<UnsubAck> OnUnsubscribe(Unsubscribe request, Mqtt311Context context) => throw new NotSupportedException();

        public override ValueTask OnDisconnect(Disconnect message, Mqtt311Context context) => default;
    }
}
