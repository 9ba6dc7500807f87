using System.Text;
using ProtoGen.Connections;
using ProtoGen.Framing;
using ProtoGen.Runtime.Tests.Wire;

namespace ProtoGen.Runtime.Tests.Connections;

/// <summary>What the engine does with frames that are not simply announced by a length.</summary>
public sealed class FramingTests
{
    private static readonly byte[] A = Framed<EscapedFraming, Ask>("a"), Stuffed = Framed<EscapedFraming, Look>("\x7e\x7d~"), B = Framed<EscapedFraming, Told>("b");

    [Fact]
    public void An_escaped_frame_is_written_between_flags()
    {
        Assert.Equal("7E0161627E", Convert.ToHexString(A));
        // 3 + 7e + 7d + 7e = 17c
        Assert.Equal("7E03" + "7D02" + "7D01" + "7D02" + "7C7E", Convert.ToHexString(Stuffed));
    }

    [Fact]
    public void Escaped_frames_arrive_wherever_the_bytes_are_split()
    {
        byte[] input = [.. A, .. Stuffed, .. B];
        for (var split = 0; split <= input.Length; split++)
        {
            var (engine, connection) = Create<EscapedFraming>();
            engine.Receive(input.AsSpan(0, split));
            engine.Receive(input.AsSpan(split));
            Assert.Equal(["a", "\x7e\x7d~", "b"], connection.Texts);
            engine.Connection.OnInputEnded();
            Assert.Equal(DisconnectReason.PeerClosed, engine.EndReason);
        }
    }

    [Fact]
    public void Escaped_frames_arrive_byte_by_byte()
    {
        var (engine, connection) = Create<EscapedFraming>();
        foreach (var value in (byte[])[.. A, .. Stuffed, .. B]) engine.Receive([value]);
        Assert.Equal(["a", "\x7e\x7d~", "b"], connection.Texts);
    }

    [Fact]
    public void Flags_may_be_shared_or_doubled_and_nothing_between_them_is_nothing()
    {
        var (engine, connection) = Create<EscapedFraming>();
        engine.Receive([0x7e, 0x7e, .. A, .. B.AsSpan(1), 0x7e, 0x7e, .. Stuffed, 0x7e]);
        Assert.Equal(["a", "b", "\x7e\x7d~"], connection.Texts);
        engine.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(engine.EndReason);
    }

    [Theory]
    [InlineData("7E01617D0500627E")]
    [InlineData("7E0161627D7E")]
    [InlineData("7E0161FF7E")]
    [InlineData("7E017E")]
    public void An_escaped_frame_that_is_none_closes_the_connection(string hex)
    {
        var (engine, connection) = Create<EscapedFraming>();
        engine.Receive([.. Convert.FromHexString(hex), .. A]);
        Assert.Empty(connection.Heard);
        Assert.Equal(DisconnectReason.ProtocolViolation, engine.EndReason);
    }

    [Fact]
    public void An_escaped_frame_is_limited_on_the_wire_and_without_its_escapes()
    {
        Assert.Equal(DisconnectReason.FrameTooLarge, EndAfter<EscapedFraming>([0x7e, .. Enumerable.Repeat((byte)'x', 13), 0x7e]));
        // Before its end came.
        Assert.Equal(DisconnectReason.FrameTooLarge, EndAfter<EscapedFraming>([0x7e, .. Enumerable.Repeat((byte)'x', 19)]));
        Assert.Null(EndAfter<EscapedFraming>([0x7e, .. Enumerable.Repeat((byte)'x', 18)]));
        Assert.Null(EndAfter<EscapedFraming>(Framed<EscapedFraming, Ask>("0123456789")));
    }

    [Fact]
    public void An_escaped_frame_above_the_limit_is_not_sent()
    {
        var (engine, connection) = Create<EscapedFraming>();
        Assert.Equal(SendResult.Sent, connection.TrySend(new Say<Ask>("0123456789")));
        Assert.Throws<EncodeException>(() => connection.TrySend(new Say<Ask>("0123456789a")));
        Assert.Equal(SendResult.Sent, connection.TrySend(new Say<Ask>("~~~~~~~")));
        Assert.Throws<EncodeException>(() => connection.TrySend(new Say<Ask>("~~~~~~~~~")));
        Assert.Equal([.. Framed<EscapedFraming, Ask>("0123456789"), .. Framed<EscapedFraming, Ask>("~~~~~~~")], engine.Transport.Sent);
    }

    [Fact]
    public void Escaped_frames_are_kept_while_a_handler_is_pending_and_replies_are_escaped()
    {
        var (engine, connection) = Create<EscapedFraming>();
        var pending = new TaskCompletionSource<Say<Told>>();
        connection.On[Ask.Value] = (_, in frame) => connection.Say(in frame, new ValueTask<Say<Told>>(pending.Task));
        engine.Receive([.. A, .. Stuffed, .. B]);
        Assert.Empty(connection.Heard);
        pending.SetResult(new("~"));
        Assert.Equal(["\x7e\x7d~", "b"], connection.Texts);
        Assert.Equal(Framed<EscapedFraming, Told>("~"), engine.Transport.Sent);
    }

    [Fact]
    public void Receiving_and_answering_escaped_frames_allocates_nothing()
    {
        var (_, connection) = Create<EscapedFraming>();
        connection.On[Look.Value] = static (_, in _) => DispatchResult.Done;
        for (var count = 0; count < 1000; count++) connection.OnReceived(Stuffed);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var count = 0; count < 10_000; count++) connection.OnReceived(Stuffed);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void After_bytes_that_are_no_frame_the_next_mark_begins_one_wherever_the_bytes_are_split()
    {
        byte[] bad = [.. Framed<MarkedFraming, Ask>("bad")];
        bad[^1]++;
        byte[] input = [.. "xx"u8, .. Framed<MarkedFraming, Ask>("a"), .. bad, 0x78, .. Framed<MarkedFraming, Ask>("b"), 0x78, 0x79, 0xff, .. Framed<MarkedFraming, Ask>("c")];
        for (var split = 0; split <= input.Length; split++)
        {
            var (engine, connection) = Create<MarkedFraming>();
            engine.Receive(input.AsSpan(0, split));
            engine.Receive(input.AsSpan(split));
            Assert.Equal(["a", "b", "c"], connection.Texts);
            Assert.Equal(2 + bad.Length + 1 + 3, engine.Counters.SkippedBytes);
            Assert.Null(engine.EndReason);
        }
    }

    [Fact]
    public void Bytes_without_a_mark_are_not_kept()
    {
        var (engine, connection) = Create<MarkedFraming>();
        for (var count = 0; count < 100; count++) engine.Receive(Encoding.ASCII.GetBytes(new string('.', 100)));
        Assert.True(engine.Counters.SkippedBytes >= 9_990);
        engine.Receive(Framed<MarkedFraming, Ask>("a"));
        Assert.Equal(["a"], connection.Texts);
    }

    [Fact]
    public void Without_resync_a_malformed_frame_closes_the_connection() =>
        Assert.Equal(DisconnectReason.ProtocolViolation, EndAfter<LineFraming>("\n"u8.ToArray()));

    [Fact]
    public void Frames_that_nothing_announces_arrive_wherever_the_bytes_are_split()
    {
        byte[] input = [.. Framed<LineFraming, Ask>("a"), .. Framed<LineFraming, Ask>(""), .. Framed<LineFraming, Ask>("0123456789abcdefgh")];
        for (var split = 0; split <= input.Length; split++)
        {
            var (engine, connection) = Create<LineFraming>();
            engine.Receive(input.AsSpan(0, split));
            engine.Receive(input.AsSpan(split));
            Assert.Equal(["a", "", "0123456789abcdefgh"], connection.Texts);
        }
    }

    [Fact]
    public void A_frame_that_trickles_in_is_looked_at_a_few_times_and_taken_with_its_last_byte()
    {
        var (engine, connection) = Create<TrickleFraming>();
        var text = new string('x', 150);
        byte[] input = [.. PlainFraming.Frame(Ask.Value, text), .. PlainFraming.Frame(Ask.Value, "y")];
        TrickleFraming.Looks = 0;
        for (var index = 0; index < 152; index++)
        {
            Assert.Empty(connection.Texts);
            engine.Receive(input.AsSpan(index, 1));
        }

        Assert.Equal([text], connection.Texts);
        // At 1, 2, 4, 8, ... 128 and all 152 bytes.
        Assert.Equal(9, TrickleFraming.Looks);
        engine.Receive(input.AsSpan(152));
        Assert.Equal([text, "y"], connection.Texts);
    }

    [Fact]
    public void A_frame_that_trickles_in_is_refused_before_twice_as_much_has_come_as_shows_what_is_wrong()
    {
        var (engine, connection) = Create<TrickleFraming>();
        engine.Receive([150, (byte)Ask.Value]);
        var count = 2;
        for (; engine.EndReason is null; count++) engine.Receive(count == 20 ? [0] : "x"u8);
        Assert.Equal(DisconnectReason.ProtocolViolation, engine.EndReason);
        Assert.InRange(count, 21, 42);
        Assert.Empty(connection.Texts);
    }

    [Fact]
    public void A_frame_that_does_not_end_within_the_limit_closes_the_connection()
    {
        Assert.Null(EndAfter<LineFraming>(Encoding.ASCII.GetBytes(new string('x', 19))));
        Assert.Equal(DisconnectReason.FrameTooLarge, EndAfter<LineFraming>(Encoding.ASCII.GetBytes(new string('x', 20))));
    }

    [Fact]
    public void A_server_reads_on_in_the_next_state_once_it_has_answered()
    {
        var (engine, connection) = Create<PhasedFraming>(PhasedFraming.ServerStart);
        connection.On[Hello.Value] = static (connection, in frame) => connection.SayNow(in frame, new Say<Welcome>("W"));
        engine.Receive([0, 2, .. "me"u8, .. PlainFraming.Frame(Ask.Value, "a"), .. PlainFraming.Frame(Ask.Value, "b")]);
        Assert.Equal(["a", "b"], connection.Texts);
        connection.TrySend(new Say<Told>("t"));
        Assert.Equal([.. "W"u8, .. PlainFraming.Frame(Told.Value, "t")], engine.Transport.Sent);
    }

    [Fact]
    public void A_client_reads_on_in_the_next_state_wherever_the_bytes_are_split()
    {
        byte[] input = [.. "W"u8, .. PlainFraming.Frame(Told.Value, "t"), .. PlainFraming.Frame(Told.Value, "u")];
        for (var split = 0; split <= input.Length; split++)
        {
            var (engine, connection) = Create<PhasedFraming>(PhasedFraming.ClientStart);
            connection.TrySend(new Say<Hello>("me"));
            engine.Receive(input.AsSpan(0, split));
            engine.Receive(input.AsSpan(split));
            Assert.Equal(["W", "t", "u"], connection.Texts);
            Assert.Equal([0, 2, .. "me"u8], engine.Transport.Sent);
        }
    }

    [Fact]
    public void Frames_kept_while_a_handler_is_pending_stay_what_they_were_in_their_state()
    {
        var (engine, connection) = Create<PhasedFraming>(PhasedFraming.ServerStart);
        var pending = new TaskCompletionSource();
        connection.On[Hello.Value] = (_, in frame) => frame.Body.Length == 1 ? connection.Wait(new(pending.Task)) : connection.SayNow(in frame, new Say<Welcome>("W"));
        engine.Receive([0, 1, (byte)'x', 0, 2, .. "me"u8]);
        pending.SetResult();
        engine.Receive(PlainFraming.Frame(Ask.Value, "a"));
        Assert.Equal(["a"], connection.Texts);
        Assert.Equal("W"u8.ToArray(), engine.Transport.Sent);
    }

    private static (Engine<TFraming, NoHeader> Engine, Probe<TFraming, NoHeader> Connection) Create<TFraming>(int state = 0)
        where TFraming : struct, IFraming<NoHeader>
    {
        Probe<TFraming, NoHeader> connection = null!;
        var engine = new Engine<TFraming, NoHeader>(setup => connection = new(setup, state));
        return (engine, connection);
    }

    private static DisconnectReason? EndAfter<TFraming>(byte[] input) where TFraming : struct, IFraming<NoHeader>
    {
        var (engine, _) = Create<TFraming>();
        engine.Receive(input);
        return engine.EndReason;
    }

    private static byte[] Framed<TFraming, TKey>(string text) where TFraming : struct, IFraming<NoHeader> where TKey : struct, IKey
    {
        var buffer = new byte[64];
        return buffer[..FrameWriter.Write<TFraming, NoHeader, Say<TKey>>(new(text), default, buffer)];
    }
}
