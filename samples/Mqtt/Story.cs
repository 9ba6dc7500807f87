using System.Threading.Channels;
using ProtoGen;

namespace Samples.Mqtt;

/// <summary>The life of a client beside mosquitto: refused, connected, told and telling at each quality, silent, and back after the broker's death.</summary>
internal static class Story
{
    private const string Missing = "This story needs mosquitto and its clients on this machine (Debian: apt-get install mosquitto mosquitto-clients). "
        + "Against a broker elsewhere: subscribe --broker tcp://HOST:1883 'some/#', and publish beside it; see --help.";

    public static async Task RunAsync(CancellationToken cancel)
    {
        if (!Mosquitto.IsInstalled) throw new InvalidOperationException(Missing);
        var narrator = new Narrator();
        await using var broker = new Mosquitto();
        await broker.StartAsync(cancel);
        narrator.Say("broker", $"mosquitto listens on {broker.Endpoint}");
        await BeRefusedAsync(broker, narrator, cancel);

        var inbox = Channel.CreateUnbounded<MqttMessage>();
        var lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var client = new MqttClient(broker.Endpoint, new()
        {
            ClientId = "story",
            User = Mosquitto.User,
            Password = Mosquitto.Password,
            KeepAlive = TimeSpan.FromSeconds(1),
            Will = new("story/will", CommandLine.Bytes("gone without a word")),
            Received = message => inbox.Writer.WriteAsync(message, cancel),
            StateChanged = change =>
            {
                narrator.Say("client", CommandLine.Describe(change));
                if (change.State == ClientState.Waiting) lost.TrySetResult();
            },
            Resumed = resumption => narrator.Say("client", CommandLine.Describe(resumption)),
        });
        await client.StartAsync(cancel);
        await client.SubscribeAsync("to/client/#", Qos.ExactlyOnce, cancel);
        foreach (var qos in Enum.GetValues<Qos>()) await BeToldAsync(broker, inbox, qos, narrator, cancel);

        var heard = await broker.SubscribeAsync("from/client/#", cancel);
        foreach (var qos in Enum.GetValues<Qos>()) await TellAsync(client, heard, qos, narrator, cancel);

        narrator.Say("story", "nothing to say for a while: pings keep the connection");
        for (var ping = 1; ping <= 2; ping++)
        {
            await broker.UntilLoggedAsync("Received PINGREQ from story", cancel);
            narrator.Say("broker", "Received PINGREQ from story");
        }

        narrator.Say("story", "kill -9 mosquitto; it has stored nothing");
        await broker.KillAsync(cancel);
        await lost.Task.WaitAsync(cancel);
        narrator.Say("client", "publishes all the same: it waits for the broker");
        var waiting = client.PublishAsync("from/client/log", CommandLine.Bytes("written while you were away"), Qos.AtLeastOnce, cancel: cancel);
        await broker.StartAsync(cancel);
        narrator.Say("broker", "mosquitto is back");
        await waiting;
        narrator.Say("client", "what waited was delivered");
        await BeToldAsync(broker, inbox, Qos.ExactlyOnce, narrator, cancel);
        narrator.Say("story", "the end");
    }

    private static async Task BeRefusedAsync(Mosquitto broker, Narrator narrator, CancellationToken cancel)
    {
        await using var client = new MqttClient(broker.Endpoint, new() { User = Mosquitto.User, Password = "swordfish" });
        try
        {
            await client.StartAsync(cancel);
        }
        catch (ConnectionException failure)
        {
            narrator.Say("client", $"with a wrong password: {CommandLine.Refusal(failure)} It does not try again.");
            return;
        }

        throw new InvalidDataException("A wrong password was accepted.");
    }

    private static async Task BeToldAsync(Mosquitto broker, Channel<MqttMessage> inbox, Qos qos, Narrator narrator, CancellationToken cancel)
    {
        await broker.PublishAsync("to/client/news", $"{qos}", qos, cancel);
        var message = await inbox.Reader.ReadAsync(cancel);
        narrator.Say("client", $"hears on {message.Topic}: {CommandLine.Text(message.Payload)}, at QoS {(int)message.Qos}");
    }

    private static async Task TellAsync(MqttClient client, ChannelReader<string> heard, Qos qos, Narrator narrator, CancellationToken cancel)
    {
        await client.PublishAsync("from/client/news", CommandLine.Bytes($"{qos}"), qos, cancel: cancel);
        narrator.Say("client", $"published at QoS {(int)qos}");
        narrator.Say("sub", $"mosquitto_sub prints: {await heard.ReadAsync(cancel)}");
    }
}
