using System.Collections.Concurrent;

namespace Samples.Mqtt;

/// <summary>What the broker publishes: handed on, then acknowledged as its quality of service asks.</summary>
internal sealed class Inbox(Func<MqttMessage, ValueTask>? received) : Mqtt311ClientHandler
{
    // Messages of QoS 2 that were handed on; the broker may send them again until it has released them (4.3.3).
    private volatile ConcurrentDictionary<ushort, bool> _unreleased = new();

    public override async ValueTask<PublishReplies?> OnPublish(Publish request, Mqtt311Header header, Mqtt311Client client)
    {
        var id = request.PacketId.GetValueOrDefault();
        var message = new MqttMessage(request.Topic, request.Payload, header.Head.Qos, header.Head.Retain);
        switch (header.Head.Qos)
        {
            case Qos.AtLeastOnce:
                await HandOn(message);
                return new PubAck { PacketId = id };
            case Qos.ExactlyOnce:
                await HandOnOnce(id, message);
                return new PubRec { PacketId = id };
            default:
                await HandOn(message);
                return null;
        }
    }

    public override ValueTask<PubComp> OnPubRel(PubRel request, Mqtt311Header header, Mqtt311Client client)
    {
        _unreleased.TryRemove(request.PacketId, out _);
        return new(new PubComp { PacketId = request.PacketId });
    }

    /// <summary>The broker has forgotten the session. A handler that still runs belongs to the old one.</summary>
    public void BeginSession() => _unreleased = new();

    private async ValueTask HandOnOnce(ushort id, MqttMessage message)
    {
        var unreleased = _unreleased;
        if (!unreleased.TryAdd(id, true)) return;
        try
        {
            await HandOn(message);
        }
        catch
        {
            // It gets no PUBREC, so the broker sends it again.
            unreleased.TryRemove(id, out _);
            throw;
        }
    }

    private ValueTask HandOn(in MqttMessage message) => received is null ? default : received(message);
}
