using Samples.DeviceLink;

namespace ProtoGen.Runtime.Tests.Connections;

/// <summary>Nothing is queued behind a farewell.</summary>
public sealed class FarewellTests
{
    [Fact]
    public async Task A_request_that_waits_for_the_reply_to_another_is_not_sent_behind_it()
    {
        Engine engine = null!;
        engine = Engine.Scripted(setup => new(setup) { Farewell = () => engine.Time.Advance(TimeSpan.FromSeconds(2)) }, new() { MaxPendingRequests = 1 });
        engine.Transport.SendsAtOnce = false;
        var connection = (ScriptedConnection)engine.Connection;
        var first = connection.UploadAsync(TimeSpan.FromSeconds(1)).AsTask();
        var second = connection.UploadAsync(TimeSpan.FromSeconds(60)).AsTask();
        // The first one has no place any more when the farewell goes: its time is over.
        connection.Leave(DisconnectReason.LocalClosed);
        Assert.Equal([UploadFile.Wire.Id, Heartbeat.Wire.Id], Frames.Parse(engine.Transport.Sent).Select(frame => frame.Id));
        Assert.Equal(Delivery.OutcomeUnknown, (await Assert.ThrowsAsync<ConnectionException>(() => first)).Delivery);
        Assert.Equal(Delivery.NotSent, (await Assert.ThrowsAsync<ConnectionException>(() => second)).Delivery);
    }
}
