using System.Security.Cryptography;
using Samples.Mqtt;

namespace ProtoGen.Interop.Tests.Mqtt;

public class MessageTests
{
    private readonly Witness _witness = new();

    [MosquittoFact]
    public async Task What_is_published_at_each_quality_is_heard_by_mosquitto_sub()
    {
        await using var broker = await Broker.Start();
        await using var listener = await broker.Subscribed("listener", "-t", "out/#");
        await using var client = await _witness.Connected(broker, new() { ClientId = "speaker" });

        await client.PublishAsync("out/zero", Witness.Bytes("once at most")).InTime();
        await listener.Expect("out/zero once at most 0 0");
        await client.PublishAsync("out/one", Witness.Bytes("once at least"), Qos.AtLeastOnce).InTime();
        await listener.Expect("out/one once at least 1 0");
        await client.PublishAsync("out/two", Witness.Bytes("once exactly"), Qos.ExactlyOnce).InTime();
        await listener.Expect("out/two once exactly 2 0");

        foreach (var step in new[] { "Sending PUBACK to speaker (m1, rc0)", "Sending PUBREC to speaker (m2, rc0)", "Received PUBREL from speaker (Mid: 2)", "Sending PUBCOMP to speaker (m2)" })
            Assert.Contains(step, broker.Transcript, StringComparison.Ordinal);
    }

    [MosquittoFact]
    public async Task What_mosquitto_pub_says_at_each_quality_is_heard_and_acknowledged()
    {
        await using var broker = await Broker.Start();
        await using var client = await _witness.Connected(broker, new() { ClientId = "ear" });
        Assert.Equal(Qos.ExactlyOnce, await client.SubscribeAsync("in/+", Qos.ExactlyOnce).InTime());

        await broker.Publish("-t", "in/zero", "-m", "first", "-q", "0");
        Assert.Equal("in/zero first 0 0", await _witness.Next());
        await broker.Publish("-t", "in/one", "-m", "second", "-q", "1");
        Assert.Equal("in/one second 1 0", await _witness.Next());
        await broker.Expect("Received PUBACK from ear");
        await broker.Publish("-t", "in/two", "-m", "third", "-q", "2");
        Assert.Equal("in/two third 2 0", await _witness.Next());
        await broker.Expect("Received PUBREC from ear");
        await broker.Expect("Received PUBCOMP from ear");
    }

    [MosquittoFact]
    public async Task A_retained_message_is_there_for_who_comes_later()
    {
        await using var broker = await Broker.Start();
        await using var client = await _witness.Connected(broker, new());
        await client.PublishAsync("kept", Witness.Bytes("for you"), Qos.AtLeastOnce, retain: true).InTime();
        await client.SubscribeAsync("kept").InTime();
        Assert.Equal("kept for you 0 1", await _witness.Next());
    }

    [MosquittoFact]
    public async Task A_payload_of_a_mebibyte_comes_back_as_it_was()
    {
        var payload = RandomNumberGenerator.GetBytes(1 << 20);
        await using var broker = await Broker.Start();
        await using var client = await _witness.Connected(broker, new());
        await client.SubscribeAsync("big", Qos.AtLeastOnce).InTime();
        await client.PublishAsync("big", payload, Qos.AtLeastOnce).InTime();
        Assert.True((await _witness.Received.Next()).Payload.Span.SequenceEqual(payload));
    }

    [MosquittoFact]
    public async Task Many_publishes_at_once_are_all_settled_in_the_order_of_the_calls()
    {
        await using var broker = await Broker.Start("max_queued_messages 0");
        await using var client = await _witness.Connected(broker, new() { ClientId = "many" });
        await client.SubscribeAsync("many", Qos.ExactlyOnce).InTime();
        await Task.WhenAll(Enumerable.Range(0, 300).Select(number => client.PublishAsync("many", Witness.Bytes($"{number}"), (Qos)(number % 3)))).InTime();
        var heard = new List<string>();
        for (var number = 0; number < 300; number++) heard.Add(await _witness.Next());
        // Each quality has an order of its own.
        for (var qos = 0; qos < 3; qos++)
            Assert.Equal(Enumerable.Range(0, 300).Where(number => number % 3 == qos).Select(number => $"many {number} {qos} 0"), heard.Where(line => line.EndsWith($" {qos} 0", StringComparison.Ordinal)));
    }

    [MosquittoFact]
    public async Task What_is_under_way_when_the_client_is_disposed_is_told_so()
    {
        await using var broker = await Broker.Start();
        var client = await _witness.Connected(broker, new() { MaxInFlight = 2 });
        broker.Freeze();
        var publishes = Enumerable.Range(0, 4).Select(_ => client.PublishAsync("a", Witness.Bytes("x"), Qos.ExactlyOnce)).ToArray();
        await client.DisposeAsync();
        var deliveries = new List<Delivery>();
        foreach (var publish in publishes) deliveries.Add((await Assert.ThrowsAsync<ConnectionException>(() => publish.InTime())).Delivery);
        Assert.Equal([Delivery.OutcomeUnknown, Delivery.OutcomeUnknown, Delivery.NotSent, Delivery.NotSent], deliveries);
    }

    [MosquittoFact]
    public async Task A_subscription_that_was_given_up_hears_nothing_more()
    {
        await using var broker = await Broker.Start();
        await using var client = await _witness.Connected(broker, new());
        await client.SubscribeAsync("a").InTime();
        await client.SubscribeAsync("b").InTime();
        await client.UnsubscribeAsync("a").InTime();
        await client.PublishAsync("a", Witness.Bytes("unheard")).InTime();
        await client.PublishAsync("b", Witness.Bytes("heard")).InTime();
        Assert.Equal("b heard 0 0", await _witness.Next());
    }
}
