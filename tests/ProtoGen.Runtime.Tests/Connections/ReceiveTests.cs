using ProtoGen.Connections;
using Samples.DeviceLink;

namespace ProtoGen.Runtime.Tests.Connections;

public sealed class ReceiveTests
{
    private static readonly byte[] Stream = Frames.Join(
        Frames.Register(), Frames.Heartbeat, Frames.GetDateTime, Frames.Of(new UploadFile { Name = "n", Content = new byte[100] }), Frames.Heartbeat);

    [Fact]
    public void A_stream_split_at_any_position_gets_the_same_answers()
    {
        var whole = Engine.Server(new TestHandler());
        whole.Receive(Stream);
        var expected = whole.Transport.Sent;
        Assert.Equal(5, Frames.Parse(expected).Count);

        for (var split = 1; split < Stream.Length; split++)
        {
            var engine = Engine.Server(new TestHandler());
            engine.Receive(Stream.AsSpan(0, split));
            engine.Receive(Stream.AsSpan(split));
            Assert.Equal(expected, engine.Transport.Sent);
        }
    }

    [Fact]
    public void A_stream_that_comes_byte_by_byte_gets_the_same_answers()
    {
        var whole = Engine.Server(new TestHandler());
        whole.Receive(Stream);
        var engine = Engine.Server(new TestHandler());
        foreach (var value in Stream) engine.Receive([value]);
        Assert.Equal(whole.Transport.Sent, engine.Transport.Sent);
    }

    [Fact]
    public void A_transport_may_hand_over_bytes_from_a_buffer_of_its_own()
    {
        var whole = Engine.Server(new TestHandler());
        whole.Receive(Stream);
        var engine = Engine.Server(new TestHandler());
        foreach (var part in Stream.Chunk(7)) engine.Connection.OnReceived(part);
        Assert.Equal(whole.Transport.Sent, engine.Transport.Sent);
    }

    [Fact]
    public void Two_thousand_heartbeats_in_one_write_are_answered_in_order_with_one_send()
    {
        var engine = Engine.Server(new TestHandler());
        var before = engine.Transport.SendRequests;
        engine.Connection.OnReceived(Frames.Join([.. Enumerable.Repeat(Frames.Heartbeat, 2000)]));
        var answers = Frames.Parse(engine.Transport.Sent);
        Assert.Equal(2000, answers.Count);
        Assert.All(answers, answer => Assert.Equal(HeartbeatReply.Wire.Id, answer.Id));
        Assert.Equal(1, engine.Transport.SendRequests - before);
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 0, 0 }, DisconnectReason.ProtocolViolation)]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF }, DisconnectReason.FrameTooLarge)]
    [InlineData(new byte[] { 0x7F, 0xFF, 0xFF, 0xFF, 1 }, DisconnectReason.FrameTooLarge)]
    public void A_length_that_no_frame_has_closes_the_connection_after_the_answers_before_it(byte[] bytes, DisconnectReason reason)
    {
        var engine = Engine.Server(new TestHandler());
        Assert.Equal(ReceiveStatus.Stop, engine.Receive(Frames.Join(Frames.Heartbeat, bytes)));
        Assert.Equal((1, reason), (engine.Ended, engine.EndReason));
        Assert.Single(Frames.Parse(engine.Transport.Sent));
        Assert.False(engine.Transport.IsAborted);
    }

    [Fact]
    public void An_own_limit_is_below_the_protocols()
    {
        var engine = Engine.Server(new TestHandler(), new() { MaxFrameBytes = 64 });
        engine.Receive(Frames.Of(new UploadFile { Name = "n", Content = new byte[100] }).AsSpan(0, 5));
        Assert.Equal(DisconnectReason.FrameTooLarge, engine.EndReason);
    }

    [Fact]
    public void A_malformed_body_closes_the_connection()
    {
        var engine = Engine.Server(new TestHandler());
        engine.Receive([0, 0, 0, 2, (byte)Heartbeat.Wire.Id, 1]);
        Assert.Equal(DisconnectReason.ProtocolViolation, engine.EndReason);
    }

    [Fact]
    public void An_unknown_message_is_skipped_and_counted()
    {
        var engine = Engine.Server(new TestHandler());
        engine.Receive(Frames.Join([0, 0, 0, 3, 99, 1, 2], Frames.Heartbeat));
        Assert.Null(engine.EndReason);
        Assert.Equal(1, engine.Counters.UnknownMessages);
        Assert.Single(Frames.Parse(engine.Transport.Sent));
    }

    [Fact]
    public void An_unknown_message_closes_the_connection_by_option()
    {
        var engine = Engine.Server(new TestHandler(), new() { CloseOnUnknownMessage = true });
        engine.Receive([0, 0, 0, 1, 99]);
        Assert.Equal(DisconnectReason.ProtocolViolation, engine.EndReason);
    }

    [Fact]
    public void Bytes_that_end_inside_a_frame_are_a_truncated_frame()
    {
        var engine = Engine.Server(new TestHandler());
        engine.Receive(Frames.Join(Frames.Heartbeat, [0, 0]));
        engine.Connection.OnInputEnded();
        Assert.Equal(DisconnectReason.TruncatedFrame, engine.EndReason);
        Assert.Single(Frames.Parse(engine.Transport.Sent));
    }

    [Fact]
    public void The_end_of_input_between_frames_is_an_orderly_close_raised_once()
    {
        var handler = new TestHandler();
        var engine = Engine.Server(handler);
        engine.Receive(Frames.Heartbeat);
        engine.Connection.OnInputEnded();
        engine.Connection.OnClosed(DisconnectReason.PeerReset, null);
        engine.Connection.Abort(DisconnectReason.TransportError);
        Assert.Equal([DisconnectReason.PeerClosed], handler.Ends);
        Assert.Equal(1, engine.Ended);
    }

    [Fact]
    public void An_unfinished_frame_takes_no_more_memory_than_twice_what_came()
    {
        var engine = Engine.Server(new TestHandler());
        engine.Receive([0, 0x1F, 0xFF, 0xF0, 4]);
        Assert.InRange(engine.Connection.GetReceiveBuffer(new byte[16]).Length, 1, 4096);
    }

    [Fact]
    public void Without_an_unfinished_frame_bytes_go_where_the_transport_wants_them()
    {
        var engine = Engine.Server(new TestHandler());
        engine.Receive(Frames.Heartbeat);
        var shared = new byte[16].AsMemory();
        Assert.True(engine.Connection.GetReceiveBuffer(shared).Equals(shared));
    }

    [Fact]
    public void A_message_before_a_required_registration_closes_the_connection()
    {
        var engine = Engine.Scripted(setup => new ScriptedConnection(setup) { MustRegister = true });
        Assert.Equal(SendResult.NotReady, engine.Connection.TrySend(new Notice { Level = 0, Text = "" }));
        engine.Receive(Frames.Join(Frames.Register(), Frames.GetDateTime));
        Assert.Equal(SendResult.Sent, engine.Connection.TrySend(new Notice { Level = 0, Text = "" }));
        Assert.Null(engine.EndReason);

        var hasty = Engine.Scripted(setup => new ScriptedConnection(setup) { MustRegister = true });
        hasty.Receive(Frames.GetDateTime);
        Assert.Equal(DisconnectReason.ProtocolViolation, hasty.EndReason);
    }
}
