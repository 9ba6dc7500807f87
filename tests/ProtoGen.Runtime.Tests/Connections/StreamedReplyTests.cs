using System.Text;
using ProtoGen.Connections;
using ProtoGen.Framing;
using Tests.Ledger;
using Replies = Tests.Ledger.ListReplies;

namespace ProtoGen.Runtime.Tests.Connections;

public sealed class StreamedReplyTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    private readonly Func<IAsyncEnumerable<Note>> _notes;
    private readonly Engine<LedgerFraming, NoHeader> _engine;

    public StreamedReplyTests() : this(new())
    {
    }

    private StreamedReplyTests(ConnectionLimits limits)
    {
        // It never connects: it makes the connection that is tested.
        var client = new LedgerClient("tcp://127.0.0.1:1");
        _notes = () => client.Notes();
        _engine = new(client.CreateConnectionFor, limits);
    }

    private static byte[] Done => [0, 2, 65, 7];

    private static byte[] Failed => [0, 2, 70, 9];

    private static byte[] Note(byte number) => [0, 2, 67, number];

    private static byte[] Entry(string text) => [.. BitConverter.GetBytes((short)(text.Length + 1)).Reverse(), 66, .. Encoding.UTF8.GetBytes(text)];

    private IAsyncEnumerator<Replies> List(CancellationToken cancel = default) =>
        _engine.Connection.StreamAsync<List, Replies, Replies.Wiring>(new() { Count = 2 }, default, Timeout, cancel).GetAsyncEnumerator(CancellationToken.None);

    private static async Task<Replies?> Next(ValueTask<bool> next, IAsyncEnumerator<Replies> answer) => await next.AsTask().WaitAsync(Engine.Deadline) ? answer.Current : null;

    private static Task<Replies?> Next(IAsyncEnumerator<Replies> answer) => Next(answer.MoveNextAsync(), answer);

    [Fact]
    public async Task What_answers_comes_in_order_to_the_last()
    {
        var answer = List();
        var first = answer.MoveNextAsync();
        Assert.Equal([0, 3, 1, 0, 2], _engine.Transport.Sent);
        _engine.Receive([.. Entry("a"), .. Note(3), .. Entry("b"), .. Done]);
        Assert.Equal(new Entry { Text = "a" }, await Next(first, answer));
        Assert.Equal(new Note { Number = 3 }, await Next(answer));
        Assert.Equal(new Entry { Text = "b" }, await Next(answer));
        Assert.Equal(new Done { Number = 7 }, await Next(answer));
        Assert.Null(await Next(answer));
    }

    [Fact]
    public async Task Each_request_gets_what_answers_it()
    {
        var (first, second) = (List(), List());
        var (one, two) = (first.MoveNextAsync(), second.MoveNextAsync());
        _engine.Receive([.. Entry("a"), .. Done, .. Entry("b"), .. Done]);
        Assert.Equal(new Entry { Text = "a" }, await Next(one, first));
        Assert.Equal(new Entry { Text = "b" }, await Next(two, second));
        Assert.IsType<Replies.Done>(await Next(first));
        Assert.IsType<Replies.Done>(await Next(second));
    }

    [Fact]
    public async Task What_comes_unasked_goes_where_pushes_go()
    {
        var notes = _notes().GetAsyncEnumerator();
        var note = notes.MoveNextAsync();
        _engine.Receive(Note(1));
        Assert.True(await note.AsTask().WaitAsync(Engine.Deadline));
        Assert.Equal(1, notes.Current.Number);
        var answer = List();
        var first = answer.MoveNextAsync();
        note = notes.MoveNextAsync();
        _engine.Receive([.. Note(2), .. Done, .. Note(3)]);
        Assert.Equal(new Note { Number = 2 }, await Next(first, answer));
        Assert.True(await note.AsTask().WaitAsync(Engine.Deadline));
        Assert.Equal(3, notes.Current.Number);
    }

    [Fact]
    public async Task A_fault_ends_it_behind_what_came_before()
    {
        var answer = List();
        var first = answer.MoveNextAsync();
        _engine.Receive([.. Entry("a"), .. Failed]);
        Assert.IsType<Replies.Entry>(await Next(first, answer));
        Assert.Equal(9, (await Assert.ThrowsAsync<FaultException<Failed>>(() => Next(answer))).Fault.Code);
        Assert.Null(_engine.EndReason);
    }

    [Fact]
    public async Task The_timeout_is_that_of_each_wait_and_not_of_the_reader()
    {
        var answer = List();
        var next = answer.MoveNextAsync();
        for (var wait = 0; wait < 3; wait++)
        {
            _engine.Advance(TimeSpan.FromSeconds(2.8));
            _engine.Receive(Note(1));
            Assert.NotNull(await Next(next, answer));
            // Busy with it.
            _engine.Advance(TimeSpan.FromSeconds(20));
            next = answer.MoveNextAsync();
        }

        _engine.Advance(TimeSpan.FromSeconds(2.8));
        Assert.False(next.IsCompleted);
        _engine.Advance(TimeSpan.FromSeconds(0.4));
        var failure = await Assert.ThrowsAsync<ConnectionException>(() => Next(next, answer));
        Assert.Equal((DisconnectReason.RequestTimeout, Delivery.OutcomeUnknown), (failure.Reason, failure.Delivery));
    }

    [Fact]
    public async Task A_slow_reader_stops_the_reading_until_it_has_caught_up()
    {
        var test = new StreamedReplyTests(new ConnectionLimits { BacklogBytes = 1000, BacklogHardBytes = 2000 });
        var answer = test.List();
        var first = answer.MoveNextAsync();
        var received = 0;
        while (test._engine.Receive(Entry(new('x', 99))) == ReceiveStatus.Continue) Assert.InRange(++received, 0, 30);
        // One is on its way to the reader.
        Assert.InRange(received, 20, 22);
        Assert.NotNull(await Next(first, answer));
        Assert.NotNull(await Next(answer));
        await Eventually.IsTrue(() => test._engine.Transport.ReceiveRequests == 1);
        // Nobody waits for a reply any more that may stand behind it: the lower limit holds.
        Assert.Equal(ReceiveStatus.Pause, test._engine.Receive(Done));
        while (await Next(answer) is { } next and not Replies.Done) Assert.IsType<Replies.Entry>(next);
        Assert.Equal(2, test._engine.Transport.ReceiveRequests);
    }

    [Fact]
    public async Task Who_stops_early_drops_the_rest_and_the_next_request_gets_its_own()
    {
        var test = new StreamedReplyTests(new ConnectionLimits { BacklogBytes = 1000, BacklogHardBytes = 2000 });
        var answer = test.List();
        var first = answer.MoveNextAsync();
        test._engine.Receive([.. Entry("a"), .. Entry("b")]);
        Assert.NotNull(await Next(first, answer));
        await answer.DisposeAsync();

        var second = test.List();
        var own = second.MoveNextAsync();
        for (var entry = 0; entry < 100; entry++) Assert.Equal(ReceiveStatus.Continue, test._engine.Receive(Entry(new('x', 99))));
        Assert.False(own.IsCompleted);
        test._engine.Receive([.. Done, .. Entry("own"), .. Done]);
        Assert.Equal(new Entry { Text = "own" }, await Next(own, second));
        Assert.IsType<Replies.Done>(await Next(second));
    }

    [Fact]
    public async Task One_that_was_given_up_may_go_on_for_long_but_not_fall_silent()
    {
        var answer = List();
        var first = answer.MoveNextAsync();
        _engine.Receive(Entry("a"));
        await Next(first, answer);
        await answer.DisposeAsync();
        for (var part = 0; part < 3; part++)
        {
            _engine.Advance(TimeSpan.FromSeconds(25));
            _engine.Receive(Note(1));
        }

        Assert.Null(_engine.EndReason);
        _engine.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal(DisconnectReason.ReplyLost, _engine.EndReason);
    }

    [Fact]
    public async Task What_came_is_handed_out_before_the_loss_is_told()
    {
        var answer = List();
        var first = answer.MoveNextAsync();
        _engine.Receive([.. Entry("a"), .. Entry("b")]);
        _engine.Connection.OnInputEnded();
        Assert.NotNull(await Next(first, answer));
        Assert.NotNull(await Next(answer));
        var failure = await Assert.ThrowsAsync<ConnectionException>(() => Next(answer));
        Assert.Equal((DisconnectReason.PeerClosed, Delivery.OutcomeUnknown), (failure.Reason, failure.Delivery));
    }

    [Fact]
    public async Task The_callers_token_ends_it()
    {
        using var cancel = new CancellationTokenSource();
        var answer = List(cancel.Token);
        var first = answer.MoveNextAsync();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Next(first, answer));
        Assert.Null(_engine.EndReason);
    }

    [Fact]
    public async Task A_malformed_message_fails_it_and_ends_the_connection()
    {
        var answer = List();
        var first = answer.MoveNextAsync();
        _engine.Receive([0, 3, 67, 1, 2]);
        var failure = await Assert.ThrowsAsync<ConnectionException>(() => Next(first, answer));
        Assert.Equal(Delivery.Responded, failure.Delivery);
        Assert.Equal(DisconnectReason.ProtocolViolation, _engine.EndReason);
    }

    [Fact]
    public async Task Nothing_is_sent_before_the_enumeration_begins_or_where_the_request_cannot_be_encoded()
    {
        var answers = _engine.Connection.StreamAsync<List, Replies, Replies.Wiring>(new() { Count = 2 }, default, Timeout, CancellationToken.None);
        Assert.Empty(_engine.Transport.Sent);
        for (var time = 1; time <= 2; time++)
        {
            var answer = answers.GetAsyncEnumerator(CancellationToken.None);
            var first = answer.MoveNextAsync();
            Assert.Equal(5 * time, _engine.Transport.Sent.Length);
            _engine.Receive(Done);
            Assert.IsType<Replies.Done>(await Next(first, answer));
        }
    }
}
