using ProtoGen.Connections;
using ProtoGen.Framing;
using ProtoGen.Runtime.Tests.Wire;

namespace ProtoGen.Runtime.Tests.Connections;

/// <summary>Requests that are answered by one of several messages, or by none.</summary>
public sealed class ReplyKindTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    private readonly Engine<PlainFraming, NoHeader> _engine;
    private Probe<PlainFraming, NoHeader> _connection = null!;

    public ReplyKindTests() => _engine = new(setup => _connection = new Probe<PlainFraming, NoHeader>(setup).Completes(Told.Value, Seen.Value, Nack.Value));

    [Fact]
    public async Task A_fault_is_thrown_at_the_caller_and_the_connection_goes_on()
    {
        var failing = AskOrFailAsync();
        var other = AskOrFailAsync();
        Receive(Nack.Value, "no");
        Receive(Told.Value, "yes");
        Assert.Equal("no", (await Assert.ThrowsAsync<FaultException<Say<Nack>>>(() => failing)).Fault.Text);
        Assert.Equal("yes", (await other).Text);
        Assert.Null(_engine.EndReason);
    }

    [Fact]
    public async Task A_fault_that_several_kinds_of_request_share_answers_the_oldest()
    {
        var ask = AskOrFailAsync();
        var look = LookOrFailAsync();
        var again = AskOrFailAsync();
        Receive(Told.Value, "told");
        Receive(Nack.Value, "not seen");
        Receive(Nack.Value, "not told");
        Assert.Equal("told", (await ask).Text);
        Assert.Equal("not seen", (await Assert.ThrowsAsync<FaultException<Say<Nack>>>(() => look)).Fault.Text);
        Assert.Equal("not told", (await Assert.ThrowsAsync<FaultException<Say<Nack>>>(() => again)).Fault.Text);
    }

    [Fact]
    public async Task Requests_that_turn_out_to_share_a_fault_keep_their_order()
    {
        var plainLook = Completing(_connection.AskAsync<Say<Look>, Say<Seen>, OneReply<Say<Seen>>>(new(""), timeout: Timeout));
        var ask = AskOrFailAsync();
        var look = LookOrFailAsync();
        Receive(Nack.Value, "ask");
        Receive(Seen.Value, "first");
        Receive(Seen.Value, "second");
        Assert.Equal("ask", (await Assert.ThrowsAsync<FaultException<Say<Nack>>>(() => ask)).Fault.Text);
        Assert.Equal(["first", "second"], [(await plainLook).Text, (await look).Text]);
    }

    [Fact]
    public async Task A_fault_that_is_no_legal_message_ends_the_connection()
    {
        var task = AskOrFailAsync();
        Receive(Nack.Value, "!");
        Assert.Equal(DisconnectReason.ProtocolViolation, (await Assert.ThrowsAsync<ConnectionException>(() => task)).Reason);
        Assert.Equal(DisconnectReason.ProtocolViolation, _engine.EndReason);
    }

    [Fact]
    public void A_handler_answers_with_a_reply_or_with_a_fault()
    {
        _connection.On[Ask.Value] = static (connection, in frame) =>
        {
            Answer<Say<Told>, Say<Nack>> answer = frame.Body.IsEmpty ? new Say<Nack>("empty") : new Say<Told>("full");
            return connection.Say<Answer<Say<Told>, Say<Nack>>, ReplyOrFault<Say<Told>, Say<Nack>>>(in frame, new(answer));
        };
        Receive(Ask.Value, "");
        Receive(Ask.Value, "x");
        Assert.Equal([.. PlainFraming.Frame(Nack.Value, "empty"), .. PlainFraming.Frame(Told.Value, "full")], _engine.Transport.Sent);
    }

    [Fact]
    public void A_handler_that_waits_may_answer_with_a_fault()
    {
        SynchronizationContext.SetSynchronizationContext(null);
        var pending = new TaskCompletionSource<Answer<Say<Told>, Say<Nack>>>();
        _connection.On[Ask.Value] = (connection, in frame) =>
            connection.Say<Answer<Say<Told>, Say<Nack>>, ReplyOrFault<Say<Told>, Say<Nack>>>(in frame, new(pending.Task));
        Receive(Ask.Value, "");
        pending.SetResult(new Say<Nack>("no"));
        Assert.Equal(PlainFraming.Frame(Nack.Value, "no"), _engine.Transport.Sent);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    public void A_fault_that_a_handler_throws_is_its_answer(int handlers, bool waits)
    {
        SynchronizationContext.SetSynchronizationContext(null);
        var pending = new TaskCompletionSource();
        Probe<PlainFraming, NoHeader> connection = null!;
        var engine = new Engine<PlainFraming, NoHeader>(setup => connection = new(setup), new() { MaxPendingHandlers = handlers });
        connection.On[Ask.Value] = (probe, in frame) => probe.Say<Answer<Say<Told>, Say<Nack>>, ReplyOrFault<Say<Told>, Say<Nack>>>(in frame, new(Refuse()));
        engine.Receive(PlainFraming.Frame(Ask.Value, ""));
        pending.TrySetResult();
        Assert.Equal(PlainFraming.Frame(Nack.Value, "thrown"), engine.Transport.Sent);
        Assert.Equal((0, null), (engine.Counters.HandlerFaults, engine.EndReason));

        async Task<Answer<Say<Told>, Say<Nack>>> Refuse()
        {
            if (waits) await pending.Task.ConfigureAwait(false);
            throw new FaultException<Say<Nack>>(new("thrown"));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_else_a_handler_throws_is_a_failure_of_its_own(bool isOtherFault)
    {
        _connection.On[Ask.Value] = (connection, in frame) => connection.Say<Answer<Say<Told>, Say<Nack>>, ReplyOrFault<Say<Told>, Say<Nack>>>(
            in frame, ValueTask.FromException<Answer<Say<Told>, Say<Nack>>>(isOtherFault ? new FaultException<Say<Look>>(new("")) : new InvalidOperationException()));
        Receive(Ask.Value, "");
        Assert.Empty(_engine.Transport.Sent);
        Assert.Equal(DisconnectReason.HandlerFault, _engine.EndReason);
    }

    [Fact]
    public async Task Whichever_of_several_replies_comes_completes_the_request()
    {
        var first = Completing(_connection.AskAsync<Say<Ask>, AskReplies, AskReplies.Wiring>(new(""), timeout: Timeout));
        var second = Completing(_connection.AskAsync<Say<Ask>, AskReplies, AskReplies.Wiring>(new(""), timeout: Timeout));
        Receive(Seen.Value, "s");
        Receive(Told.Value, "t");
        Assert.Equal(new AskReplies.Seen(new("s")), await first);
        Assert.Equal(new AskReplies.Told(new("t")), await second);
    }

    [Fact]
    public void A_handler_answers_with_any_of_several_replies()
    {
        _connection.On[Ask.Value] = static (connection, in frame) =>
            connection.Say<AskReplies, AskReplies.Wiring>(in frame, new(new Say<Seen>("s")));
        Receive(Ask.Value, "");
        Assert.Equal(PlainFraming.Frame(Seen.Value, "s"), _engine.Transport.Sent);
    }

    [Fact]
    public async Task Silence_is_null_when_the_time_is_over_and_leaves_nothing_behind()
    {
        var silent = AskOptionallyAsync();
        _engine.Advance(Timeout + TimeSpan.FromSeconds(0.2));
        Assert.Null(await silent);

        var answered = AskOptionallyAsync();
        Receive(Told.Value, "t");
        Assert.Equal("t", (await answered)?.Text);
        _engine.Advance(TimeSpan.FromMinutes(2));
        Assert.Null(_engine.EndReason);
    }

    [Fact]
    public async Task Silence_is_null_when_a_later_request_was_answered_that_is_answered_in_order()
    {
        var silent = Completing(
            _connection.AskAsync<Say<Ask>, Say<Told>?, Optional<ReplyOrFault<Say<Told>, Say<Nack>>, Say<Told>, Answer<Say<Told>, Say<Nack>>>>(
                new(""), timeout: Timeout));
        var look = LookOrFailAsync();
        Receive(Seen.Value, "s");
        Assert.Equal("s", (await look).Text);
        Assert.Null(await silent);
    }

    [Fact]
    public async Task A_request_that_was_never_sent_was_not_answered_by_silence()
    {
        var engine = new Engine<PlainFraming, NoHeader>(
            setup => _connection = new(setup), new() { SendHighWatermarkBytes = 4, SendLowWatermarkBytes = 2 });
        engine.Transport.SendsAtOnce = false;
        _connection.TrySend(new Say<Look>("fills"));
        engine.Transport.Pump(0);
        var waiting = AskOptionallyAsync();
        engine.Advance(Timeout + TimeSpan.FromSeconds(0.2));
        Assert.Equal(Delivery.NotSent, (await Assert.ThrowsAsync<ConnectionException>(() => waiting)).Delivery);
    }

    [Fact]
    public void A_handler_may_say_nothing()
    {
        _connection.On[Ask.Value] = static (connection, in frame) =>
        {
            Say<Told>? answer = frame.Body.IsEmpty ? null : new("t");
            return connection.Say<Say<Told>?, Optional<OneReply<Say<Told>>, Say<Told>, Say<Told>>>(in frame, new(answer));
        };
        Receive(Ask.Value, "");
        Receive(Ask.Value, "x");
        Assert.Equal(PlainFraming.Frame(Told.Value, "t"), _engine.Transport.Sent);
    }

    [Fact]
    public async Task Replies_that_repeat_a_value_of_their_request_come_in_any_order()
    {
        _connection.On[Told.Value] = static (connection, in frame) => connection.CompleteBy(in frame, Correlation.Of(frame.Body[..1]));
        var first = AskCorrelatedAsync("a");
        var second = AskCorrelatedAsync("b");
        Receive(Told.Value, "b2");
        Receive(Told.Value, "c3");
        Receive(Told.Value, "a1");
        Assert.Equal(["a1", "b2"], [await first, await second]);
        Assert.Equal(1, _engine.Counters.LateReplies);
    }

    [Fact]
    public async Task Requests_of_the_same_value_are_answered_in_order()
    {
        _connection.On[Told.Value] = static (connection, in frame) => connection.CompleteBy(in frame, Correlation.Of(frame.Body[..1]));
        var (first, second, third) = (AskCorrelatedAsync("a"), AskCorrelatedAsync("a"), AskCorrelatedAsync("a"));
        Receive(Told.Value, "a1");
        Receive(Told.Value, "a2");
        Receive(Told.Value, "a3");
        Assert.Equal(["a1", "a2", "a3"], [await first, await second, await third]);
    }

    [Fact]
    public async Task A_fault_without_the_value_answers_the_oldest_that_can_get_it()
    {
        var first = Completing(_connection.AskAsync<Say<Ask>, Say<Told>, ReplyOrFault<Say<Told>, Say<Nack>>>(
            new("a"), correlation: Correlation.Of(1), timeout: Timeout));
        _ = AskCorrelatedAsync("b");
        Receive(Nack.Value, "no");
        Assert.Equal("no", (await Assert.ThrowsAsync<FaultException<Say<Nack>>>(() => first)).Fault.Text);
    }

    [Fact]
    public void Values_are_equal_when_they_are_the_same_in_the_same_order()
    {
        Assert.Equal(Correlation.Of(1).And(2), Correlation.Of(1).And(2));
        Assert.NotEqual(Correlation.Of(1).And(2), Correlation.Of(2).And(1));
        Assert.Equal(Correlation.Of("ab"), Correlation.Of("ab"u8));
        Assert.NotEqual(Correlation.Of(0), default);
    }

    private void Receive(long key, string text) => _engine.Receive(PlainFraming.Frame(key, text));

    private Task<Say<Told>> AskOrFailAsync() =>
        Completing(_connection.AskAsync<Say<Ask>, Say<Told>, ReplyOrFault<Say<Told>, Say<Nack>>>(new(""), timeout: Timeout));

    private Task<Say<Seen>> LookOrFailAsync() =>
        Completing(_connection.AskAsync<Say<Look>, Say<Seen>, ReplyOrFault<Say<Seen>, Say<Nack>>>(new(""), timeout: Timeout));

    private Task<Say<Told>?> AskOptionallyAsync() =>
        Completing(_connection.AskAsync<Say<Ask>, Say<Told>?, Optional<OneReply<Say<Told>>, Say<Told>, Say<Told>>>(new(""), timeout: Timeout));

    private async Task<string> AskCorrelatedAsync(string value)
    {
        var reply = await Completing(_connection.AskAsync<Say<Ask>, Say<Told>, OneReply<Say<Told>>>(
            new(value), correlation: Correlation.Of(value), timeout: Timeout));
        return reply.Text;
    }

    private static Task<T> Completing<T>(ValueTask<T> task) => task.AsTask().WaitAsync(Engine.Deadline);
}
