using Samples.DeviceLink;

namespace ProtoGen.Runtime.Tests.Connections;

public sealed class SendTests
{
    private static readonly ConnectionLimits Small = new() { SendHighWatermarkBytes = 300, SendLowWatermarkBytes = 150, SendCapBytes = 1000 };

    private static Notice Notice(int bytes, byte level = 0) => new() { Level = level, Text = new('x', bytes - 8) };

    private static Engine Blocked(ConnectionLimits? limits = null)
    {
        var engine = Engine.Server(new TestHandler(), limits ?? Small);
        engine.Transport.SendsAtOnce = false;
        return engine;
    }

    [Fact]
    public void A_send_that_does_not_wait_is_refused_above_the_cap()
    {
        var engine = Blocked();
        for (var count = 0; count < 10; count++) Assert.Equal(SendResult.Sent, engine.Connection.TrySend(Notice(100)));
        Assert.Equal(SendResult.QueueFull, engine.Connection.TrySend(Notice(100)));
        engine.Transport.Pump();
        Assert.Equal(1000, engine.Transport.Sent.Length);
        Assert.Equal(SendResult.Sent, engine.Connection.TrySend(Notice(100)));
    }

    [Fact]
    public void One_frame_above_the_cap_is_taken_when_nothing_is_queued()
    {
        var engine = Blocked();
        Assert.Equal(SendResult.Sent, engine.Connection.TrySend(Notice(5000)));
        Assert.Equal(SendResult.QueueFull, engine.Connection.TrySend(Notice(100)));
    }

    [Fact]
    public async Task An_awaited_send_waits_between_the_watermarks_and_keeps_its_place()
    {
        var engine = Blocked();
        for (byte level = 0; level < 3; level++) Assert.True(engine.Connection.SendAsync(Notice(100, level), default).IsCompletedSuccessfully);
        var waiting = Enumerable.Range(3, 4).Select(level => engine.Connection.SendAsync(Notice(100, (byte)level), default).AsTask()).ToArray();
        Assert.All(waiting, task => Assert.False(task.IsCompleted));

        engine.Transport.Pump();
        await Task.WhenAll(waiting).WaitAsync(Engine.Deadline);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], Frames.Parse(engine.Transport.Sent).Select(frame => (int)frame.Body[0]));
    }

    [Fact]
    public async Task A_send_that_does_not_wait_is_refused_while_another_waits()
    {
        var engine = Blocked();
        for (byte level = 0; level < 3; level++) Assert.Equal(SendResult.Sent, engine.Connection.TrySend(Notice(100, level)));
        var waiting = engine.Connection.SendAsync(Notice(100, 3), default).AsTask();
        Assert.Equal(SendResult.QueueFull, engine.Connection.TrySend(Notice(100, 4)));
        engine.Transport.Pump();
        await waiting.WaitAsync(Engine.Deadline);
        Assert.Equal(SendResult.Sent, engine.Connection.TrySend(Notice(100, 5)));
        engine.Transport.Pump();
        Assert.Equal([0, 1, 2, 3, 5], Frames.Parse(engine.Transport.Sent).Select(frame => (int)frame.Body[0]));
    }

    [Fact]
    public async Task A_wait_that_is_cancelled_sends_nothing()
    {
        var engine = Blocked();
        Assert.True(engine.Connection.SendAsync(Notice(400), default).IsCompletedSuccessfully);
        using var source = new CancellationTokenSource();
        var task = engine.Connection.SendAsync(Notice(100), source.Token).AsTask();
        await source.CancelAsync();
        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
        Assert.Equal(source.Token, exception.CancellationToken);
        engine.Transport.Pump();
        Assert.Equal(400, engine.Transport.Sent.Length);
    }

    [Fact]
    public async Task What_waits_when_the_connection_ends_was_not_sent()
    {
        var engine = Blocked();
        Assert.True(engine.Connection.SendAsync(Notice(400), default).IsCompletedSuccessfully);
        var task = engine.Connection.SendAsync(Notice(100), default).AsTask();
        engine.Connection.Abort(DisconnectReason.PeerReset);
        var exception = await Assert.ThrowsAsync<ConnectionException>(() => task);
        Assert.Equal((DisconnectReason.PeerReset, Delivery.NotSent), (exception.Reason, exception.Delivery));
        Assert.Equal(SendResult.Closed, engine.Connection.TrySend(Notice(100)));
    }

    [Fact]
    public void A_message_that_cannot_be_encoded_commits_nothing()
    {
        var engine = Blocked();
        Assert.Throws<EncodeException>(() => engine.Connection.TrySend(Notice(70_000)));
        Assert.Throws<EncodeException>(() => { engine.Connection.SendAsync(Notice(70_000), default).GetAwaiter().GetResult(); });
        engine.Transport.Pump();
        Assert.Empty(engine.Transport.Sent);
        Assert.Equal(SendResult.Sent, engine.Connection.TrySend(Notice(100)));
    }

    [Fact]
    public void What_comes_while_a_buffer_is_sent_goes_with_the_next()
    {
        var engine = Blocked(new());
        engine.Connection.TrySend(Notice(100));
        Assert.True(engine.Connection.TryTakeOutput(out var first));
        engine.Connection.TrySend(Notice(100));
        engine.Connection.TrySend(Notice(100));
        Assert.False(engine.Connection.TryTakeOutput(out _));
        engine.Connection.OnSent(60);
        Assert.False(engine.Connection.TryTakeOutput(out _));
        engine.Connection.OnSent(40);
        Assert.True(engine.Connection.TryTakeOutput(out var second));
        Assert.Equal((100, 200), (first.Length, second.Length));
    }

    [Fact]
    public void A_peer_that_takes_no_byte_is_given_up_after_the_write_timeout()
    {
        var engine = Blocked(new() { WriteTimeout = TimeSpan.FromSeconds(2) });
        engine.Advance(TimeSpan.FromSeconds(1.5));
        engine.Connection.TrySend(Notice(100));
        Assert.True(engine.Connection.TryTakeOutput(out _));
        engine.Advance(TimeSpan.FromSeconds(1.9));
        engine.Connection.OnSent(1);
        engine.Advance(TimeSpan.FromSeconds(1.9));
        Assert.Null(engine.EndReason);
        engine.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(DisconnectReason.WriteTimeout, engine.EndReason);
        Assert.True(engine.Transport.IsAborted);
    }

    [Fact]
    public void What_a_handler_took_is_not_counted_as_the_peers_time_to_take_its_reply()
    {
        Engine engine = null!;
        var handler = new TestHandler
        {
            GettingTime = _ =>
            {
                engine.Advance(TimeSpan.FromSeconds(3));
                return new(Answers.Time("late"));
            },
        };
        engine = Engine.Server(handler, new() { WriteTimeout = TimeSpan.FromSeconds(2) });
        engine.Receive(Frames.Register());
        engine.Transport.TakesAtMost = 1;
        engine.Receive(Frames.GetDateTime);
        engine.Advance(TimeSpan.FromSeconds(1.9));
        Assert.Null(engine.EndReason);
        engine.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(DisconnectReason.WriteTimeout, engine.EndReason);
    }

    [Fact]
    public void An_unfinished_frame_is_given_up_unless_it_comes_fast_enough()
    {
        var slow = Engine.Server(new TestHandler());
        slow.Receive([0, 0, 1]);
        slow.Advance(TimeSpan.FromSeconds(9.9));
        Assert.Null(slow.EndReason);
        slow.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(DisconnectReason.FrameTimeout, slow.EndReason);

        var big = Engine.Server(new TestHandler());
        big.Receive(Frames.Of(new UploadFile { Name = "n", Content = new byte[100_000] }).AsSpan(0, 5));
        for (var second = 0; second < 30; second++)
        {
            big.Receive(new byte[250]);
            big.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Null(big.EndReason);
        big.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(DisconnectReason.FrameTimeout, big.EndReason);
    }

    [Fact]
    public void A_peer_that_does_not_register_is_given_up_after_the_handshake_timeout()
    {
        var engine = Engine.Scripted(setup => new ScriptedConnection(setup) { MustRegister = true });
        engine.Advance(TimeSpan.FromSeconds(9.9));
        Assert.Null(engine.EndReason);
        engine.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(DisconnectReason.HandshakeTimeout, engine.EndReason);
    }
}
