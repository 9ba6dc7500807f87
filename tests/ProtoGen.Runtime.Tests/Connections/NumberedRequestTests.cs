using ProtoGen.Connections;
using ProtoGen.Runtime.Tests.Wire;

namespace ProtoGen.Runtime.Tests.Connections;

/// <summary>Requests of a protocol whose frames have numbers.</summary>
public sealed class NumberedRequestTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    private readonly Engine<NumberedFraming, NumberedHeader> _engine;
    private Probe<NumberedFraming, NumberedHeader> _connection = null!;

    public NumberedRequestTests() => _engine = new(setup => _connection = new Probe<NumberedFraming, NumberedHeader>(setup).Completes(Told.Value, Seen.Value));

    [Fact]
    public async Task Replies_complete_requests_in_any_order()
    {
        var (first, second, third) = (AskAsync("a"), AskAsync("b"), AskAsync("c"));
        _engine.Receive(NumberedFraming.Frame(Told.Value, 2, "to b"));
        _engine.Receive(NumberedFraming.Frame(Told.Value, 3, "to c"));
        _engine.Receive(NumberedFraming.Frame(Told.Value, 1, "to a"));
        Assert.Equal(["to a", "to b", "to c"], [await first, await second, await third]);
    }

    [Fact]
    public void Requests_of_all_kinds_and_messages_without_a_reply_share_the_numbers()
    {
        _ = AskAsync("a");
        _connection.TrySend(new Say<Nack>("n"));
        _ = _connection.AskAsync<Say<Look>, Say<Seen>, OneReply<Say<Seen>>>(new("l"), new(99, 7, 8), timeout: Timeout).AsTask();
        _connection.Beat(new Say<Hello>("h"));
        byte[] expected =
        [
            .. NumberedFraming.Frame(Ask.Value, 1, "a"),
            .. NumberedFraming.Frame(Nack.Value, 2, "n"),
            .. NumberedFraming.Frame(Look.Value, 3, "l", unit: 7, priority: 8),
        ];
        Assert.Equal(expected, _engine.Transport.Sent);
        _engine.Transport.RequestSend();
        Assert.Equal([.. expected, .. NumberedFraming.Frame(Hello.Value, 4, "h")], _engine.Transport.Sent);
    }

    [Fact]
    public async Task A_number_still_in_flight_is_skipped_when_the_numbers_come_round()
    {
        var first = AskAsync("slow");
        for (var count = 2; count < 256; count++)
        {
            var task = AskAsync("x");
            _engine.Receive(NumberedFraming.Frame(Told.Value, count, "y"));
            await task;
        }

        var wrapped = AskAsync("0");
        var next = AskAsync("2");
        Assert.EndsWith(Convert.ToHexString([.. NumberedFraming.Frame(Ask.Value, 0, "0"), .. NumberedFraming.Frame(Ask.Value, 2, "2")]), Convert.ToHexString(_engine.Transport.Sent));
        _engine.Receive(NumberedFraming.Frame(Told.Value, 2, "two"));
        _engine.Receive(NumberedFraming.Frame(Told.Value, 1, "one"));
        _engine.Receive(NumberedFraming.Frame(Told.Value, 0, "zero"));
        Assert.Equal(["one", "zero", "two"], [await first, await wrapped, await next]);
    }

    [Fact]
    public async Task A_request_for_which_no_number_is_left_is_refused_and_the_connection_goes_on()
    {
        var tasks = Enumerable.Range(0, 256).Select(_ => AskAsync("x")).ToList();
        var exception = await Assert.ThrowsAsync<ConnectionException>(() => AskAsync("one too many"));
        Assert.Equal((DisconnectReason.QueueFull, Delivery.NotSent), (exception.Reason, exception.Delivery));
        _engine.Receive(NumberedFraming.Frame(Told.Value, 17, "y"));
        await tasks[16];
        var late = AskAsync("again");
        _engine.Receive(NumberedFraming.Frame(Told.Value, 17, "z"));
        Assert.Equal("z", await late);
    }

    [Fact]
    public async Task Numbers_of_requests_nobody_waits_for_are_taken_again_when_no_others_are_left()
    {
        for (var count = 0; count < 256; count++) _ = AskAsync("x");
        _engine.Advance(Timeout + TimeSpan.FromSeconds(0.2));
        var task = AskAsync("y");
        var number = _engine.Transport.Sent[^4];
        _engine.Receive(NumberedFraming.Frame(Told.Value, number, "z"));
        Assert.Equal("z", await task);
    }

    [Fact]
    public async Task A_late_reply_is_counted_and_dropped_and_closes_nothing_however_late()
    {
        var first = AskAsync("a");
        _engine.Advance(Timeout + TimeSpan.FromSeconds(0.2));
        await Assert.ThrowsAsync<ConnectionException>(() => first);
        var second = AskAsync("b");
        _engine.Receive(NumberedFraming.Frame(Told.Value, 1, "late"));
        Assert.Equal(1, _engine.Counters.LateReplies);
        _engine.Receive(NumberedFraming.Frame(Told.Value, 2, "to b"));
        Assert.Equal("to b", await second);

        _ = AskAsync("never answered");
        _engine.Advance(TimeSpan.FromMinutes(2));
        Assert.Null(_engine.EndReason);
    }

    [Fact]
    public async Task A_reply_of_another_kind_does_not_complete_a_request_of_its_number()
    {
        var task = AskAsync("a");
        _engine.Receive(NumberedFraming.Frame(Seen.Value, 1, "seen"));
        Assert.Equal(1, _engine.Counters.LateReplies);
        _engine.Receive(NumberedFraming.Frame(Told.Value, 1, "told"));
        Assert.Equal("told", await task);
    }

    [Fact]
    public void A_reply_has_the_number_of_its_request_and_what_is_echoed()
    {
        _connection.On[Ask.Value] = static (connection, in frame) => connection.SayNow(in frame, new Say<Told>("t"));
        _engine.Receive(NumberedFraming.Frame(Ask.Value, 200, "a", unit: 5, priority: 6));
        Assert.Equal(NumberedFraming.Frame(Told.Value, 200, "t", unit: 5), _engine.Transport.Sent);
    }

    [Fact]
    public void Handlers_that_wait_answer_with_the_number_of_their_own_request()
    {
        SynchronizationContext.SetSynchronizationContext(null);
        var pending = new TaskCompletionSource<Say<Told>>();
        _connection.On[Ask.Value] = (connection, in frame) => connection.Say(in frame, new ValueTask<Say<Told>>(pending.Task));
        _engine.Receive(NumberedFraming.Frame(Ask.Value, 8, "a"));
        _engine.Receive(NumberedFraming.Frame(Ask.Value, 9, "b"));
        pending.SetResult(new("t"));
        Assert.Equal([.. NumberedFraming.Frame(Told.Value, 8, "t"), .. NumberedFraming.Frame(Told.Value, 9, "t")], _engine.Transport.Sent);
    }

    [Fact]
    public void The_header_of_a_frame_is_there_when_it_is_dispatched()
    {
        _engine.Receive(NumberedFraming.Frame(Hello.Value, 1, "h", unit: 2, priority: 3));
        Assert.Equal([(Hello.Value, "h", new NumberedHeader(1, 2, 3))], _connection.Heard);
    }

    [Fact]
    public void Frames_that_waited_for_room_get_their_numbers_when_they_are_sent()
    {
        var engine = new Engine<NumberedFraming, NumberedHeader>(
            setup => _connection = new(setup), new() { SendHighWatermarkBytes = 4, SendLowWatermarkBytes = 2, SendCapBytes = 1000 });
        engine.Transport.SendsAtOnce = false;
        _connection.TrySend(new Say<Nack>("1"));
        using var givenUp = new CancellationTokenSource();
        _ = _connection.SendAsync(new Say<Nack>("given up"), givenUp.Token).AsTask();
        _ = AskAsync("waits");
        _ = _connection.SendAsync(new Say<Nack>("waits too"), new NumberedHeader(0, 7, 0), default).AsTask();
        givenUp.Cancel();
        for (var count = 0; count < 5; count++) engine.Transport.Pump();
        Assert.Equal(
            [
                .. NumberedFraming.Frame(Nack.Value, 1, "1"),
                .. NumberedFraming.Frame(Ask.Value, 2, "waits"),
                .. NumberedFraming.Frame(Nack.Value, 3, "waits too", unit: 7),
            ],
            engine.Transport.Sent);
    }

    [Fact]
    public void Requests_that_are_answered_allocate_nothing()
    {
        long allocated = 0;
        var buffer = new byte[32];
        for (var round = 0; round < 2000; round++)
        {
            var reply = NumberedFraming.Frame(Told.Value, round + 1, "").AsSpan();
            reply.CopyTo(buffer);
            // The text of a message is the test's own; an empty one needs none.
            var before = GC.GetAllocatedBytesForCurrentThread();
            var task = _connection.AskAsync<Say<Ask>, Say<Told>, OneReply<Say<Told>>>(new(""), timeout: Timeout);
            var sent = GC.GetAllocatedBytesForCurrentThread() - before;
            _connection.OnReceived(buffer.AsSpan(0, reply.Length));
            task.GetAwaiter().GetResult();
            // What the transport of the test keeps is not counted: its list doubles now and then.
            if (round >= 1000) allocated += GC.GetAllocatedBytesForCurrentThread() - before - sent;
        }

        Assert.Equal(0, allocated);
    }

    private async Task<string> AskAsync(string text)
    {
        var reply = await _connection.AskAsync<Say<Ask>, Say<Told>, OneReply<Say<Told>>>(new(text), timeout: Timeout).AsTask().WaitAsync(Engine.Deadline);
        return reply.Text;
    }
}
