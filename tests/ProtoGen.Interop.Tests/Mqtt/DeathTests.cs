using Samples.Mqtt;

namespace ProtoGen.Interop.Tests.Mqtt;

/// <summary>mosquitto is killed and started again under a client that runs.</summary>
public class DeathTests
{
    private readonly Witness _witness = new();

    [MosquittoFact]
    public async Task The_client_comes_back_and_subscribes_again()
    {
        await using var broker = await Broker.Start();
        await using var client = await _witness.Connected(broker, new() { ClientId = "phoenix" });
        Assert.Equal((false, 0), await NextResumption());
        await client.SubscribeAsync("a", Qos.AtLeastOnce).InTime();
        await client.SubscribeAsync("b").InTime();
        await client.SubscribeAsync("c").InTime();
        await client.UnsubscribeAsync("c").InTime();

        await broker.Kill();
        await _witness.States.Until(ClientState.Waiting);
        await broker.Restart();

        var resumption = await _witness.Resumed.Next();
        Assert.False(resumption.SessionPresent);
        Assert.Equal(["a", "b"], resumption.Subscribed.Order(StringComparer.Ordinal));
        Assert.Empty(resumption.Refused);
        await broker.Publish("-t", "c", "-m", "unheard");
        await broker.Publish("-t", "a", "-m", "heard", "-q", "1");
        Assert.Equal("a heard 1 0", await _witness.Next());
    }

    [MosquittoFact]
    public async Task It_does_so_every_time()
    {
        await using var broker = await Broker.Start();
        await using var client = await _witness.Connected(broker, new());
        await client.SubscribeAsync("a").InTime();
        for (var death = 0; death < 3; death++)
        {
            await _witness.Resumed.Next();
            await broker.Kill();
            await broker.Restart();
        }

        await _witness.Resumed.Next();
        await broker.Publish("-t", "a", "-m", "again");
        Assert.Equal("a again 0 0", await _witness.Next());
    }

    [MosquittoFact]
    public async Task What_is_published_while_it_is_dead_waits_and_arrives()
    {
        await using var broker = await Broker.Start();
        await using var client = await _witness.Connected(broker, new());
        await client.SubscribeAsync("a", Qos.ExactlyOnce).InTime();
        await broker.Kill();
        await _witness.States.Until(ClientState.Waiting);
        var waiting = Enumerable.Range(0, 3).Select(number => client.PublishAsync("a", Witness.Bytes($"{number}"), (Qos)number)).ToArray();
        await broker.Restart();
        await Task.WhenAll(waiting).InTime();
        // After the subscription was made again.
        foreach (var number in new[] { 0, 1, 2 }) Assert.Equal($"a {number} {number} 0", await _witness.Next());
        // None of them was sent before.
        Assert.DoesNotContain("(d1", broker.Transcript, StringComparison.Ordinal);
    }

    [MosquittoFact]
    public async Task What_was_in_flight_is_said_to_be_unknown_where_the_broker_has_no_memory()
    {
        await using var broker = await Broker.Start();
        await using var client = await _witness.Connected(broker, new() { ClientId = "loser", CleanSession = false });
        Assert.Equal((false, 0), await NextResumption());
        broker.Freeze();
        var inFlight = new[] { Qos.AtLeastOnce, Qos.ExactlyOnce }.Select(qos => client.PublishAsync("a", Witness.Bytes("?"), qos)).ToArray();
        await broker.Kill();
        await broker.Restart();

        foreach (var publish in inFlight)
            Assert.Equal(Delivery.OutcomeUnknown, (await Assert.ThrowsAsync<ConnectionException>(() => publish.InTime())).Delivery);
        Assert.Equal((false, 2), await NextResumption());
        await client.PublishAsync("a", Witness.Bytes("a new one"), Qos.ExactlyOnce).InTime();
        Assert.DoesNotContain("(d1", broker.Transcript, StringComparison.Ordinal);
    }

    [MosquittoFact]
    public async Task What_was_in_flight_is_sent_again_in_order_where_the_broker_remembers()
    {
        await using var broker = await Broker.StartWithMemory();
        await using (var first = broker.Subscribe("keeper", "-c", "-t", "a", "-E")) Assert.Equal(0, await first.Exit(Deadline.Usual));
        await using var client = await _witness.Connected(broker, new() { ClientId = "patient", CleanSession = false });
        Assert.Equal((false, 0), await NextResumption());
        await client.SubscribeAsync("b").InTime();
        await broker.Expect("Saving in-memory database");
        await Settled(broker);

        broker.Freeze();
        var inFlight = Enumerable.Range(0, 4).Select(number => client.PublishAsync("a", Witness.Bytes($"{number}"), number % 2 == 0 ? Qos.AtLeastOnce : Qos.ExactlyOnce)).ToArray();
        await broker.Kill();
        await broker.Restart();

        await Task.WhenAll(inFlight).InTime();
        Assert.Equal((true, 0), await NextResumption());
        Assert.Equal(
            ["(d1, q1", "(d1, q2", "(d1, q1", "(d1, q2"],
            broker.Transcript.Split('\n').Where(line => line.Contains("Received PUBLISH from patient", StringComparison.Ordinal)).Select(line => line[line.IndexOf('(', StringComparison.Ordinal)..][..7]));
        await using var keeper = broker.Subscribe("keeper", "-c", "-t", "a", "-C", "4");
        // Those of QoS 2 are handed on when they are released.
        foreach (var line in new[] { "a 0 1 0", "a 2 1 0", "a 1 2 0", "a 3 2 0" }) await keeper.Expect(line);
        // The subscription was never made again.
        await broker.Publish("-t", "b", "-m", "remembered");
        Assert.Equal("b remembered 0 0", await _witness.Next());
    }

    // One whole exchange later everything before it is on the disk.
    private static async Task Settled(Broker broker)
    {
        await broker.Publish("-t", "mark", "-m", "x", "-q", "1", "-r");
        await broker.Expect("Saving in-memory database");
    }

    private async Task<(bool SessionPresent, int Unsettled)> NextResumption()
    {
        var resumption = await _witness.Resumed.Next();
        return (resumption.SessionPresent, resumption.Unsettled);
    }
}
