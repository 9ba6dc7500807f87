using ProtoGen.Runtime.Tests;
using Samples.Mqtt;

namespace ProtoGen.Interop.Tests.Mqtt;

public class ConnectionTests
{
    private readonly Witness _witness = new();

    [MosquittoFact]
    public async Task The_right_password_is_accepted()
    {
        await using var broker = await Broker.StartWithPassword();
        await using var client = await _witness.Connected(broker, new() { ClientId = "a", User = Broker.User, Password = Broker.Password });
        Assert.Contains("Sending CONNACK to a (0, 0)", broker.Transcript, StringComparison.Ordinal);
    }

    [MosquittoFact]
    public async Task A_wrong_password_is_refused_for_good_and_says_so_by_type()
    {
        await using var broker = await Broker.StartWithPassword();
        await using var client = _witness.Connect(broker.Endpoint, new() { User = Broker.User, Password = "byron" });

        var failure = await Assert.ThrowsAsync<ConnectionException>(() => client.StartAsync().InTime());

        Assert.Equal((DisconnectReason.RegisterRejected, Delivery.NotSent), (failure.Reason, failure.Delivery));
        // MQTT has a code for bad passwords; mosquitto says this one.
        Assert.Equal(ConnectCode.NotAuthorized, Assert.IsType<RefusedException<ConnAck>>(failure.InnerException).Reply.Code);
        Assert.Equal(DisconnectReason.RegisterRejected, (await _witness.States.Until(ClientState.Stopped)).Reason);
        Assert.Equal(
            DisconnectReason.RegisterRejected, (await Assert.ThrowsAsync<ConnectionException>(() => client.PublishAsync("open/a", Witness.Bytes("late")).InTime())).Reason);
    }

    [MosquittoFact]
    public async Task Silence_is_filled_with_pings_that_the_broker_answers()
    {
        await using var broker = await Broker.Start();
        await using var client = await _witness.Connected(broker, new() { ClientId = "quiet", KeepAlive = TimeSpan.FromSeconds(1) });
        await broker.Expect("as quiet (p2, c1, k1)");

        for (var ping = 0; ping < 3; ping++)
        {
            await broker.Expect("Received PINGREQ from quiet");
            await broker.Expect("Sending PINGRESP to quiet");
        }

        await client.PublishAsync("a", Witness.Bytes("still there"), Qos.AtLeastOnce).InTime();
        Assert.Equal(1, (await _witness.States.Until(ClientState.Ready)).Epoch);
    }

    [MosquittoFact]
    public async Task A_frozen_broker_is_left_after_a_ping_that_nobody_answers()
    {
        await using var broker = await Broker.Start();
        await using var client = await _witness.Connected(broker, new() { KeepAlive = TimeSpan.FromSeconds(1) });
        broker.Freeze();
        // A second of silence, five for the answer.
        Assert.Equal(DisconnectReason.HeartbeatTimeout, (await _witness.States.Until(ClientState.Waiting)).Reason);
    }

    [MosquittoFact]
    public async Task Tls_connects_where_the_authority_is_trusted()
    {
        var authority = new TestAuthority();
        await using var broker = await Broker.StartWithTls(authority);
        await using var client = _witness.Connect($"tls://localhost:{broker.Port}", new() { ClientId = "secret", Tls = new() { TrustedAuthorities = authority.Trust } });
        await client.StartAsync().InTime();
        await client.SubscribeAsync("a").InTime();
        await client.PublishAsync("a", Witness.Bytes("sealed"), Qos.ExactlyOnce).InTime();
        Assert.Equal("a sealed 0 0", await _witness.Next());
    }

    [MosquittoFact]
    public async Task Tls_does_not_connect_where_the_authority_is_a_stranger()
    {
        await using var broker = await Broker.StartWithTls(new TestAuthority());
        await using var client = _witness.Connect($"tls://localhost:{broker.Port}", new() { Tls = new() { TrustedAuthorities = new TestAuthority("Another").Trust } });
        _ = client.StartAsync();
        Assert.Equal(DisconnectReason.TlsFailed, (await _witness.States.Until(ClientState.Waiting)).Reason);
    }

    [MosquittoFact]
    public async Task A_client_that_says_goodbye_leaves_no_will()
    {
        await using var broker = await Broker.Start();
        await using var listener = await broker.Subscribed("heir", "-t", "#");
        var client = await _witness.Connected(broker, new() { ClientId = "mortal", Will = new("will", Witness.Bytes("mine"), Qos.AtLeastOnce) });
        await broker.Expect("Will message specified (4 bytes) (r0, q1).");
        await client.DisposeAsync();
        await broker.Expect("Received DISCONNECT from mortal");
        await broker.Publish("-t", "after", "-m", "x");
        await listener.Expect("after x 0 0");
        Assert.DoesNotContain("will", listener.Transcript, StringComparison.Ordinal);
    }
}
