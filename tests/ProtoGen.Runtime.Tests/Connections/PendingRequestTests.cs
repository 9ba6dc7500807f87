using ProtoGen.Connections;
using ProtoGen.Framing;
using ProtoGen.Runtime.Tests.Wire;

namespace ProtoGen.Runtime.Tests.Connections;

/// <summary>A limit on the requests that wait for their replies: what is behind it leaves when a place is free.</summary>
public sealed class PendingRequestTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    private Probe<PlainFraming, NoHeader> _connection = null!;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Requests_beyond_the_limit_leave_one_by_one_as_replies_come(int limit)
    {
        var engine = Start(new() { MaxPendingRequests = limit });
        var asked = Enumerable.Range(0, 4).Select(number => Ask($"{number}")).ToList();
        Assert.Equal(Asked(0, limit), engine.Transport.Sent);
        for (var number = 0; number < 4; number++)
        {
            engine.Receive(PlainFraming.Frame(Told.Value, $"told {number}"));
            Assert.Equal($"told {number}", (await asked[number]).Text);
            Assert.Equal(Asked(0, Math.Min(4, number + 1 + limit)), engine.Transport.Sent);
        }
    }

    [Fact]
    public async Task A_request_whose_time_is_over_gives_its_place_up_then_and_not_before()
    {
        var engine = Start(new() { MaxPendingRequests = 1 });
        var first = Ask("0");
        engine.Advance(TimeSpan.FromSeconds(1));
        var second = Ask("1");
        engine.Advance(TimeSpan.FromSeconds(1.9));
        Assert.Equal(Asked(0, 1), engine.Transport.Sent);
        engine.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Equal(DisconnectReason.RequestTimeout, (await Assert.ThrowsAsync<ConnectionException>(() => first)).Reason);
        Assert.Equal(Asked(0, 2), engine.Transport.Sent);
        Assert.False(second.IsCompleted);
    }

    [Fact]
    public async Task A_request_that_waits_for_its_place_in_vain_was_never_sent()
    {
        var engine = Start(new() { MaxPendingRequests = 1, RequestTimeout = TimeSpan.FromSeconds(20) });
        _ = Completing(_connection.AskAsync<Say<Wire.Ask>, Say<Told>, OneReply<Say<Told>>>(new("0")));
        var second = Ask("1");
        engine.Advance(TimeSpan.FromSeconds(3.2));
        Assert.Equal(Delivery.NotSent, (await Assert.ThrowsAsync<ConnectionException>(() => second)).Delivery);
        Assert.Equal(Asked(0, 1), engine.Transport.Sent);
    }

    [Fact]
    public async Task A_caller_that_gives_up_does_not_free_the_place_of_its_request_whose_reply_may_be_on_its_way()
    {
        var engine = Start(new() { MaxPendingRequests = 1 });
        using var giveUp = new CancellationTokenSource();
        var first = _connection.RequestAsync<Say<Wire.Ask>, Say<Told>, OneReply<Say<Told>>>(new("0"), default, default, Timeout, giveUp.Token).AsTask();
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        var second = Ask("1");
        Assert.Equal(Asked(0, 1), engine.Transport.Sent);
        engine.Receive(PlainFraming.Frame(Told.Value, "late"));
        Assert.Equal(Asked(0, 2), engine.Transport.Sent);
        engine.Receive(PlainFraming.Frame(Told.Value, "in time"));
        Assert.Equal("in time", (await second).Text);
    }

    [Fact]
    public void What_needs_no_reply_waits_behind_what_does()
    {
        var engine = Start(new() { MaxPendingRequests = 1 });
        _ = Ask("0");
        _ = Ask("1");
        var sent = _connection.SendAsync(new Say<Look>("by the way"), CancellationToken.None);
        Assert.False(sent.IsCompleted);
        engine.Receive(PlainFraming.Frame(Told.Value, ""));
        Assert.Equal([.. Asked(0, 2), .. PlainFraming.Frame(Look.Value, "by the way")], engine.Transport.Sent);
        Assert.True(sent.IsCompletedSuccessfully);
    }

    private Engine<PlainFraming, NoHeader> Start(ConnectionLimits limits) =>
        new(setup => _connection = new Probe<PlainFraming, NoHeader>(setup).Completes(Told.Value), limits);

    private Task<Say<Told>> Ask(string text) => Completing(_connection.AskAsync<Say<Wire.Ask>, Say<Told>, OneReply<Say<Told>>>(new(text), timeout: Timeout));

    private static byte[] Asked(int first, int count) => [.. Enumerable.Range(first, count).SelectMany(number => PlainFraming.Frame(Wire.Ask.Value, $"{number}"))];

    private static Task<T> Completing<T>(ValueTask<T> task) => task.AsTask().WaitAsync(Engine.Deadline);
}
