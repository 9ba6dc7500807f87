using ProtoGen.Connections;
using Samples.DeviceLink;

namespace ProtoGen.Runtime.Tests.Connections;

public sealed class RequestTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    private static readonly byte[] Reply = Frames.Of(Answers.Uploaded);

    private static (Engine Engine, ScriptedConnection Connection) Create(ConnectionLimits? limits = null)
    {
        ScriptedConnection connection = null!;
        var engine = Engine.Scripted(setup => connection = new(setup), limits);
        return (engine, connection);
    }

    [Fact]
    public async Task Replies_complete_requests_in_order()
    {
        var (engine, connection) = Create();
        var first = connection.UploadAsync(Timeout).AsTask();
        var second = connection.UploadAsync(Timeout).AsTask();
        engine.Receive(Reply);
        await first.WaitAsync(Engine.Deadline);
        Assert.False(second.IsCompleted);
        engine.Receive(Reply);
        await second.WaitAsync(Engine.Deadline);
    }

    [Fact]
    public async Task A_request_times_out_and_its_late_reply_is_not_the_next_ones()
    {
        var (engine, connection) = Create();
        var first = connection.UploadAsync(Timeout).AsTask();
        engine.Advance(TimeSpan.FromSeconds(2.9));
        Assert.False(first.IsCompleted);
        engine.Advance(TimeSpan.FromSeconds(0.2));
        var exception = await Assert.ThrowsAsync<ConnectionException>(() => first);
        Assert.Equal((DisconnectReason.RequestTimeout, Delivery.OutcomeUnknown), (exception.Reason, exception.Delivery));
        Assert.Null(engine.EndReason);

        var second = connection.UploadAsync(Timeout).AsTask();
        engine.Receive(Reply);
        Assert.Equal(1, engine.Counters.LateReplies);
        Assert.False(second.IsCompleted);
        engine.Receive(Reply);
        await second.WaitAsync(Engine.Deadline);
    }

    [Fact]
    public void A_peer_that_asks_without_reading_is_not_read_for_ever_while_it_owes_a_reply()
    {
        var limits = new ConnectionLimits { SendCapBytes = 2000, BacklogHardBytes = 4000 };
        var (engine, connection) = Create(limits);
        engine.Transport.SendsAtOnce = false;
        _ = connection.UploadAsync(Timeout).AsTask();
        var reads = 0;
        while (reads < 10_000 && engine.Receive(Frames.GetDateTime) == ReceiveStatus.Continue) reads++;
        Assert.InRange(reads, 100, 1000);

        engine.Transport.Pump();
        Assert.Equal(1, engine.Transport.ReceiveRequests);
    }

    [Fact]
    public async Task A_cancelled_request_leaves_a_tombstone()
    {
        var (engine, connection) = Create();
        using var source = new CancellationTokenSource();
        var first = connection.UploadAsync(Timeout, source.Token).AsTask();
        var second = connection.UploadAsync(Timeout).AsTask();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        engine.Receive(Frames.Join(Reply, Reply));
        await second.WaitAsync(Engine.Deadline);
        Assert.Equal(1, engine.Counters.LateReplies);
    }

    [Fact]
    public async Task A_tombstone_that_is_never_answered_closes_the_connection()
    {
        var (engine, connection) = Create(new() { LostReplyTimeout = TimeSpan.FromSeconds(20) });
        var first = connection.UploadAsync(Timeout).AsTask();
        engine.Advance(TimeSpan.FromSeconds(22.9));
        Assert.Null(engine.EndReason);
        engine.Advance(TimeSpan.FromSeconds(0.3));
        Assert.Equal(DisconnectReason.ReplyLost, engine.EndReason);
        await Assert.ThrowsAsync<ConnectionException>(() => first);
    }

    [Fact]
    public void An_unsolicited_reply_is_counted_and_dropped()
    {
        var (engine, _) = Create();
        engine.Receive(Reply);
        Assert.Equal(1, engine.Counters.LateReplies);
        Assert.Null(engine.EndReason);
    }

    [Fact]
    public async Task A_malformed_reply_fails_its_request_and_the_connection()
    {
        var (engine, connection) = Create();
        var request = connection.UploadAsync(Timeout).AsTask();
        engine.Receive([0, 0, 0, 2, (byte)UploadFileReply.Wire.Id, 0]);
        var exception = await Assert.ThrowsAsync<ConnectionException>(() => request);
        Assert.Equal((DisconnectReason.ProtocolViolation, Delivery.Responded), (exception.Reason, exception.Delivery));
        Assert.Equal(DisconnectReason.ProtocolViolation, engine.EndReason);
    }

    [Fact]
    public async Task The_end_of_the_connection_tells_whether_a_request_left()
    {
        var (engine, connection) = Create();
        var sent = connection.UploadAsync(Timeout).AsTask();
        engine.Transport.SendsAtOnce = false;
        var unsent = connection.UploadAsync(Timeout).AsTask();
        engine.Connection.OnClosed(DisconnectReason.PeerReset, null);
        Assert.Equal(Delivery.OutcomeUnknown, (await Assert.ThrowsAsync<ConnectionException>(() => sent)).Delivery);
        Assert.Equal(Delivery.NotSent, (await Assert.ThrowsAsync<ConnectionException>(() => unsent)).Delivery);
        Assert.Equal(Delivery.NotSent, (await Assert.ThrowsAsync<ConnectionException>(async () => await connection.UploadAsync(Timeout))).Delivery);
    }

    [Fact]
    public async Task A_request_that_waits_for_room_times_out_unsent()
    {
        var (engine, connection) = Create(new() { SendHighWatermarkBytes = 10, SendLowWatermarkBytes = 5 });
        engine.Transport.SendsAtOnce = false;
        var sent = connection.UploadAsync(Timeout).AsTask();
        var waits = connection.UploadAsync(Timeout).AsTask();
        engine.Advance(TimeSpan.FromSeconds(3.1));
        Assert.Equal(Delivery.OutcomeUnknown, (await Assert.ThrowsAsync<ConnectionException>(() => sent)).Delivery);
        Assert.Equal(Delivery.NotSent, (await Assert.ThrowsAsync<ConnectionException>(() => waits)).Delivery);
        engine.Transport.Pump();
        Assert.Single(Frames.Parse(engine.Transport.Sent));
    }

    [Fact]
    public async Task The_end_of_the_peers_input_fails_what_waits_for_it()
    {
        var (engine, connection) = Create();
        var request = connection.UploadAsync(Timeout).AsTask();
        engine.Connection.OnInputEnded();
        Assert.Equal(DisconnectReason.PeerClosed, (await Assert.ThrowsAsync<ConnectionException>(() => request)).Reason);
    }
}
