using System.Text;
using System.Threading.Channels;
using Samples.Mqtt;

namespace ProtoGen.Interop.Tests.Mqtt;

/// <summary>A client of the sample, and everything it was told.</summary>
internal sealed class Witness
{
    public Channel<MqttMessage> Received { get; } = Channel.CreateUnbounded<MqttMessage>();

    public Channel<Resumption> Resumed { get; } = Channel.CreateUnbounded<Resumption>();

    public StateLog States { get; } = new();

    public MqttClient Connect(string broker, MqttOptions options) => new(broker, options with
    {
        Backoff = new() { Shortest = TimeSpan.FromMilliseconds(10), First = TimeSpan.FromMilliseconds(50), Longest = TimeSpan.FromMilliseconds(100) },
        Received = message => Received.Writer.WriteAsync(message),
        Resumed = resumption => Resumed.Writer.TryWrite(resumption),
        StateChanged = States.Add,
    });

    /// <summary>A client that is connected.</summary>
    public async Task<MqttClient> Connected(Broker broker, MqttOptions options)
    {
        var client = Connect(broker.Endpoint, options);
        await client.StartAsync().InTime();
        return client;
    }

    /// <summary>The next message: topic, text, quality, retained.</summary>
    public async Task<string> Next()
    {
        var message = await Received.Next();
        return $"{message.Topic} {Encoding.UTF8.GetString(message.Payload.Span)} {(int)message.Qos} {(message.Retain ? 1 : 0)}";
    }

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
