using System.Net.Sockets;
using ProtoGen.Runtime.Tests.Visit;
using Tests.Visit;

namespace ProtoGen.Runtime.Tests.Client;

/// <summary>The last message of a client: when it is said, and behind what.</summary>
public sealed class FarewellTests : IDisposable
{
    private readonly Host _host = new();
    private readonly List<StateChange> _changes = [];

    public void Dispose() => _host.Dispose();

    private VisitClient Create(Func<Leave>? leaving = null, ClientOptions? options = null, VisitClientHandler? handler = null) => new(_host.Endpoint)
    {
        Registration = () => default,
        LeaveContent = leaving ?? (() => new() { Reason = 7 }),
        Options = options ?? TestClients.Quick,
        Handler = handler,
        StateChanged = _changes.Add,
    };

    private async Task EnterAsync(VisitClient client)
    {
        var ready = client.StartAsync();
        await _host.AwaitAsync();
        await _host.LetInAsync();
        await ready.WaitAsync(Engine.Deadline);
    }

    [Fact]
    public async Task It_is_the_last_of_a_client_that_is_disposed()
    {
        var client = Create();
        await EnterAsync(client);
        for (ushort number = 0; number < 100; number++) Assert.Equal(SendResult.Sent, client.TrySendSay(new() { Number = number, Text = default }));
        var disposed = client.DisposeAsync();
        for (var number = 0; number < 100; number++) Assert.Equal($"Say {number}", await _host.NextAsync());
        Assert.Equal("Leave 7", await _host.NextAsync());
        Assert.Null(await _host.NextAsync());
        await disposed;
    }

    [Fact]
    public async Task The_servers_end_behind_it_is_no_loss()
    {
        await using var client = Create();
        await EnterAsync(client);
        client.Disconnect();
        Assert.Equal("Leave 7", await _host.NextAsync());
        _host.HangUp();
        await Eventually.IsTrue(() => client.LastChange is { State: ClientState.Connecting, Epoch: 1 } or { Epoch: > 1 });
        Assert.Equal(DisconnectReason.LocalClosed, Assert.Single(_changes, change => change.State == ClientState.Waiting).Reason);
    }

    [Fact]
    public async Task Who_leaves_as_soon_as_it_was_let_in_says_it_too()
    {
        for (var visit = 0; visit < 50; visit++)
        {
            var call = Create().CallOnceAsync(client => client.SendSayAsync(new() { Number = 1, Text = default }));
            await _host.AwaitAsync();
            await _host.LetInAsync();
            Assert.Equal("Say 1", await _host.NextAsync());
            Assert.Equal("Leave 7", await _host.NextAsync());
            Assert.Null(await _host.NextAsync());
            await call;
        }
    }

    [Fact]
    public async Task It_is_said_before_a_client_disconnects_and_comes_back()
    {
        byte reason = 0;
        await using var client = Create(() => new() { Reason = ++reason });
        await EnterAsync(client);
        for (var visit = 1; visit <= 2; visit++)
        {
            client.Disconnect();
            Assert.Equal($"Leave {visit}", await _host.NextAsync());
            Assert.Null(await _host.NextAsync());
            await _host.AwaitAsync();
            await _host.LetInAsync();
            await Eventually.IsTrue(() => client.State == ClientState.Ready && client.LastChange.Epoch == visit + 1);
        }
    }

    [Fact]
    public async Task What_handlers_that_run_answer_goes_before_it()
    {
        var handler = new Slow();
        await using var client = Create(handler: handler);
        await EnterAsync(client);
        await _host.SayAsync(default(Ask));
        await handler.Asked.Task.WaitAsync(Engine.Deadline);
        client.Disconnect();
        handler.Answer.SetResult();
        Assert.Equal("AskReply", await _host.NextAsync());
        Assert.Equal("Leave 7", await _host.NextAsync());
        Assert.Null(await _host.NextAsync());
    }

    [Fact]
    public async Task Messages_that_wait_for_room_go_before_it()
    {
        await using var client = Create(options: TestClients.Quick with { Limits = new() { SendHighWatermarkBytes = 100_000, SendLowWatermarkBytes = 50_000 } });
        await EnterAsync(client);
        var sends = Enumerable.Range(0, 200).Select(number => client.SendSayAsync(new() { Number = (ushort)number, Text = new byte[60_000] }).AsTask()).ToList();
        // More than both kernels take; what the queue refused is at the end.
        Assert.Contains(sends, send => !send.IsCompleted);
        var taken = sends.TakeWhile(send => !send.IsFaulted).ToList();
        client.Disconnect();
        for (var number = 0; number < taken.Count; number++) Assert.Equal($"Say {number}", await _host.NextAsync());
        Assert.Equal("Leave 7", await _host.NextAsync());
        Assert.Null(await _host.NextAsync());
        await Task.WhenAll(taken).WaitAsync(Engine.Deadline);
    }

    [Fact]
    public async Task Who_was_not_let_in_does_not_say_it()
    {
        var client = Create();
        _ = client.StartAsync();
        await _host.AwaitAsync();
        var disposed = client.DisposeAsync();
        // It is reset.
        await Assert.ThrowsAsync<SocketException>(_host.NextAsync);
        await disposed;
    }

    [Fact]
    public async Task Where_it_cannot_be_made_the_client_closes_without_it()
    {
        var client = Create(() => throw new InvalidOperationException("No reason."));
        await EnterAsync(client);
        client.TrySendSay(new() { Number = 1, Text = default });
        await client.DisposeAsync().AsTask().WaitAsync(Engine.Deadline);
        Assert.Equal("Say 1", await _host.NextAsync());
        Assert.Null(await _host.NextAsync());
    }

    private sealed class Slow : VisitClientHandler
    {
        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override async ValueTask<AskReply> OnAsk(Ask request, VisitClient client)
        {
            Asked.SetResult();
            await Answer.Task;
            return default;
        }
    }
}
