namespace ProtoGen.Interop.Tests.Mqtt;

/// <summary>samples/Mqtt, run as its README says.</summary>
public class ProgramTests
{
    private static readonly string Program = Path.Combine(
        AppContext.BaseDirectory.Replace("tests/ProtoGen.Interop.Tests", "samples/Mqtt", StringComparison.Ordinal), "Mqtt.dll");

    private static ChildProcess Run(params string[] arguments) => ChildProcess.Start("dotnet", [Program, .. arguments]);

    [MosquittoFact]
    public async Task The_story_is_told_to_its_end()
    {
        await using var story = Run();
        Assert.Equal(0, await story.Exit(TimeSpan.FromSeconds(30)));
        string[] wanted =
        [
            "broker   mosquitto listens on tcp://127.0.0.1:",
            "client   with a wrong password: The broker refuses the connection: NotAuthorized. It does not try again.",
            "client   is connected (connection 1)",
            "client   hears on to/client/news: AtMostOnce, at QoS 0",
            "client   hears on to/client/news: AtLeastOnce, at QoS 1",
            "client   hears on to/client/news: ExactlyOnce, at QoS 2",
            "sub      mosquitto_sub prints: from/client/news AtMostOnce (qos 0)",
            "sub      mosquitto_sub prints: from/client/news AtLeastOnce (qos 1)",
            "sub      mosquitto_sub prints: from/client/news ExactlyOnce (qos 2)",
            "broker   Received PINGREQ from story",
            "story    kill -9 mosquitto",
            "client   Waiting: Peer",
            "client   the broker has forgotten the session: subscribed again to to/client/#",
            "client   what waited was delivered",
            "client   hears on to/client/news: ExactlyOnce, at QoS 2",
            "story    the end",
        ];
        foreach (var line in wanted) await story.Expect(line);
    }

    [UnixFact]
    public async Task Without_mosquitto_the_story_says_what_is_missing()
    {
        // Sees no program at all.
        await using var story = ChildProcess.Start("sh", "-c", "PATH= exec \"$0\" \"$1\"", Environment.ProcessPath!, Program);
        Assert.Equal(1, await story.Exit(TimeSpan.FromSeconds(10)));
        Assert.Contains("apt-get install mosquitto mosquitto-clients", story.Transcript, StringComparison.Ordinal);
    }

    [MosquittoFact]
    public async Task What_one_publishes_the_other_prints_also_after_the_brokers_death()
    {
        await using var broker = await Broker.Start();
        await using var subscriber = Run("subscribe", "--broker", broker.Endpoint, "plant/#");
        await broker.Expect("Sending SUBACK to");
        await Publish(broker, "plant/heat", "21.5", "--qos", "2");
        await subscriber.Expect("plant/heat 21.5");

        await broker.Kill();
        await broker.Restart();
        await broker.Expect("Sending SUBACK to");
        await Publish(broker, "plant/heat", "21.6", "--qos", "1", "--retain");
        await subscriber.Expect("plant/heat 21.6");

        subscriber.Terminate();
        Assert.Equal(0, await subscriber.Exit(TimeSpan.FromSeconds(5)));
        Assert.Contains("the broker has forgotten the session: subscribed again to plant/#", subscriber.Transcript, StringComparison.Ordinal);
    }

    [MosquittoFact]
    public async Task The_will_of_a_client_that_is_killed_is_published()
    {
        await using var broker = await Broker.Start();
        await using var heir = await broker.Subscribed("heir", "-t", "will");
        await using var mortal = Run("subscribe", "--broker", broker.Endpoint, "--id", "mortal", "--will-topic", "will", "--will", "all I had", "a");
        await broker.Expect("Sending SUBACK to mortal");
        mortal.Kill();
        await heir.Expect("will all I had 0 0");
    }

    [MosquittoFact]
    public async Task A_refusal_is_one_line()
    {
        await using var broker = await Broker.StartWithPassword();
        await using var program = Run("publish", "--broker", broker.Endpoint, "--user", Broker.User, "--password", "byron", "a", "b");
        Assert.Equal(1, await program.Exit(TimeSpan.FromSeconds(10)));
        Assert.Equal("The broker refuses the connection: NotAuthorized.", program.Transcript.Trim());
    }

    private static async Task Publish(Broker broker, string topic, string text, params string[] arguments)
    {
        await using var program = Run(["publish", "--broker", broker.Endpoint, topic, text, .. arguments]);
        Assert.True(await program.Exit(TimeSpan.FromSeconds(10)) == 0, program.Transcript);
    }
}
