using ProtoGen.Connections;
using ProtoGen.Framing;
using ProtoGen.Runtime.Tests.Wire;

namespace ProtoGen.Runtime.Tests.Connections;

/// <summary>What messages and replies have to do with the frame around them.</summary>
public sealed class HeaderTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    [Fact]
    public void A_message_with_parameters_is_written_with_the_values_of_its_frame_and_of_its_connection()
    {
        var (engine, connection) = Create();
        connection.TrySend(default(Padded), new NumberedHeader(0, 3, 0));
        connection.Facts[0] = 1;
        connection.TrySend(default(Padded), new NumberedHeader(0, 1, 0));
        Assert.Equal(
            [.. NumberedFraming.Frame(Padded.Key, 1, "\0\0\0\x1\x1", unit: 3), .. NumberedFraming.Frame(Padded.Key, 2, "\0\x1", unit: 1)],
            engine.Transport.Sent);
    }

    [Fact]
    public void A_frame_that_goes_to_many_gets_the_next_number_of_each()
    {
        var (first, one) = Create();
        var (second, two) = Create();
        two.TrySend(new Say<Nack>("n"));
        var plain = NumberedFraming.Frame(Told.Value, 0, "all", unit: 6);
        Assert.Equal(FrameStatus.Frame, NumberedFraming.ReadHead(plain, 200, out var head));
        Assert.Equal(SendResult.Sent, one.TrySendEncoded(plain, in head));
        Assert.Equal(SendResult.Sent, two.TrySendEncoded(plain, in head));
        Assert.Equal(NumberedFraming.Frame(Told.Value, 1, "all", unit: 6), first.Transport.Sent);
        Assert.Equal([.. NumberedFraming.Frame(Nack.Value, 1, "n"), .. NumberedFraming.Frame(Told.Value, 2, "all", unit: 6)], second.Transport.Sent);
    }

    [Fact]
    public async Task A_reply_with_parameters_is_read_with_the_values_of_its_own_frame()
    {
        var (engine, connection) = Create();
        connection.Completes(Padded.Key);
        var request = connection.AskAsync<Say<Ask>, Padded, OneReply<Padded>>(new(""), timeout: Timeout).AsTask();
        engine.Receive(NumberedFraming.Frame(Padded.Key, 1, "......", unit: 4));
        await request.WaitAsync(Engine.Deadline);
    }

    [Fact]
    public void Outside_a_connection_a_message_with_parameters_has_the_facts_of_a_new_one()
    {
        var buffer = new byte[20];
        var length = FrameWriter.Write<NumberedFraming, NumberedHeader, Padded>(default, new(5, 1, 0), buffer);
        Assert.Equal(NumberedFraming.Frame(Padded.Key, 5, "\0\x1\x1", unit: 1), buffer[..length]);
    }

    [Fact]
    public async Task Replies_with_numbers_of_their_own_say_in_their_body_whom_they_answer()
    {
        Probe<OwnNumbersFraming, NumberedHeader> connection = null!;
        var engine = new Engine<OwnNumbersFraming, NumberedHeader>(setup => connection = new(setup));
        connection.On[Told.Value] = static (connection, in frame) => connection.CompleteBy(in frame, Correlation.Of((long)frame.Body[0]));
        connection.On[Look.Value] = static (connection, in frame) => connection.SayNow(in frame, new Say<Seen>("s"));
        var first = connection.AskAsync<Say<Ask>, Say<Told>, OneReply<Say<Told>>>(new(""), timeout: Timeout).AsTask();
        engine.Receive(NumberedFraming.Frame(Look.Value, 77, "", unit: 5));
        var second = connection.AskAsync<Say<Ask>, Say<Told>, OneReply<Say<Told>>>(new(""), timeout: Timeout).AsTask();
        Assert.Equal(
            [.. NumberedFraming.Frame(Ask.Value, 1, ""), .. NumberedFraming.Frame(Seen.Value, 2, "s", unit: 5), .. NumberedFraming.Frame(Ask.Value, 3, "")],
            engine.Transport.Sent);

        engine.Receive(NumberedFraming.Frame(Told.Value, 200, "\x9"));
        engine.Receive(NumberedFraming.Frame(Told.Value, 201, "\x8"));
        engine.Receive([.. NumberedFraming.Frame(Told.Value, 202, "\x3" + "b"), .. NumberedFraming.Frame(Told.Value, 203, "\x1" + "a")]);
        Assert.Equal(["\x1" + "a", "\x3" + "b"], [(await first.WaitAsync(Engine.Deadline)).Text, (await second.WaitAsync(Engine.Deadline)).Text]);
        Assert.Equal(2, engine.Counters.LateReplies);
    }

    [Fact]
    public async Task A_heartbeat_that_shares_its_reply_does_not_take_that_of_another_request()
    {
        Probe<PlainFraming, NoHeader> connection = null!;
        var engine = new Engine<PlainFraming, NoHeader>(setup => connection = new Probe<PlainFraming, NoHeader>(setup).Completes(Told.Value));
        var first = connection.AskAsync<Say<Ask>, Say<Told>, OneReply<Say<Told>>>(new(""), timeout: Timeout).AsTask();
        connection.BeatAmongRequests(new Say<Hello>("h"));
        var second = connection.AskAsync<Say<Ask>, Say<Told>, OneReply<Say<Told>>>(new(""), timeout: Timeout).AsTask();
        foreach (var text in (string[])["a", "beat", "b"]) engine.Receive(PlainFraming.Frame(Told.Value, text));
        Assert.Equal(["a", "b"], [(await first.WaitAsync(Engine.Deadline)).Text, (await second.WaitAsync(Engine.Deadline)).Text]);

        connection.BeatAmongRequests(new Say<Hello>("h"));
        engine.Advance(TimeSpan.FromMinutes(3));
        Assert.Null(engine.EndReason);
    }

    [Fact]
    public async Task A_message_that_answers_and_also_comes_unasked_is_told_apart_by_who_waits()
    {
        Probe<PlainFraming, NoHeader> connection = null!;
        var engine = new Engine<PlainFraming, NoHeader>(setup => connection = new(setup));
        var unasked = new List<string>();
        connection.On[Told.Value] = (_, in frame) =>
        {
            if (connection.AnswersSomething(in frame, out var result)) return result;
            unasked.Add(System.Text.Encoding.Latin1.GetString(frame.Body));
            return DispatchResult.Done;
        };
        engine.Receive(PlainFraming.Frame(Told.Value, "news"));
        var request = connection.AskAsync<Say<Ask>, Say<Told>, OneReply<Say<Told>>>(new(""), timeout: Timeout).AsTask();
        engine.Receive(PlainFraming.Frame(Told.Value, "answer"));
        engine.Receive(PlainFraming.Frame(Told.Value, "more news"));
        Assert.Equal("answer", (await request.WaitAsync(Engine.Deadline)).Text);
        Assert.Equal(["news", "more news"], unasked);
    }

    [Fact]
    public async Task A_message_that_comes_unasked_waits_for_its_turn_though_another_of_its_kind_is_awaited()
    {
        SynchronizationContext.SetSynchronizationContext(null);
        var (engine, connection) = Create();
        var pending = new TaskCompletionSource();
        connection.Immediate.Add(Told.Value);
        connection.On[Look.Value] = (_, in _) => connection.Wait(new(pending.Task));
        var unasked = new List<string>();
        connection.On[Told.Value] = (_, in frame) =>
        {
            if (connection.AnswersSomething(in frame, out var result)) return result;
            unasked.Add(System.Text.Encoding.Latin1.GetString(frame.Body));
            return DispatchResult.Done;
        };
        var request = connection.AskAsync<Say<Ask>, Say<Told>, OneReply<Say<Told>>>(new(""), timeout: Timeout).AsTask();
        engine.Receive(NumberedFraming.Frame(Look.Value, 5, ""));
        engine.Receive([.. NumberedFraming.Frame(Told.Value, 99, "news"), .. NumberedFraming.Frame(Told.Value, 1, "answer")]);
        Assert.Equal("answer", (await request.WaitAsync(Engine.Deadline)).Text);
        Assert.Empty(unasked);
        pending.SetResult();
        Assert.Equal(["news"], unasked);
    }

    [Fact]
    public void A_registration_that_is_answered_by_a_fault_is_refused()
    {
        Registering connection = null!;
        var engine = new Engine<PlainFraming, NoHeader>(setup => connection = new(setup));
        Assert.Equal(PlainFraming.Frame(Hello.Value, "me"), engine.Transport.Sent);
        engine.Receive(PlainFraming.Frame(Nack.Value, "no"));
        Assert.Equal(DisconnectReason.RegisterRejected, engine.EndReason);
        Assert.False(engine.IsReady);
        _ = connection;
    }

    [Fact]
    public void A_registration_whose_reply_is_accepted_opens_the_connection()
    {
        var engine = new Engine<PlainFraming, NoHeader>(setup => new Registering(setup));
        engine.Receive(PlainFraming.Frame(Told.Value, "yes"));
        Assert.True(engine.IsReady);
    }

    private static (Engine<NumberedFraming, NumberedHeader> Engine, Probe<NumberedFraming, NumberedHeader> Connection) Create()
    {
        Probe<NumberedFraming, NumberedHeader> connection = null!;
        var engine = new Engine<NumberedFraming, NumberedHeader>(setup => connection = new(setup));
        return (engine, connection);
    }

    private sealed class Registering(ConnectionSetup setup) : ProtocolConnection<PlainFraming, NoHeader>(setup)
    {
        protected override bool IsImmediate(long key) => true;

        protected override void BeginRegistration() =>
            SendRegistration<Say<Hello>, Say<Told>, ReplyOrFault<Say<Told>, Say<Nack>>>(new("me"), default, reply => reply.Text == "yes");

        protected override DispatchResult Dispatch(in ReceivedFrame<NoHeader> frame) => Complete(in frame);
    }
}
