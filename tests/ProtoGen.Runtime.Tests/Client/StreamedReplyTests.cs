using ProtoGen.Framing;
using Tests.Ledger;

namespace ProtoGen.Runtime.Tests.Client;

/// <summary>Requests that several messages answer, between a client and a server.</summary>
public sealed class StreamedReplyTests
{
    private sealed class Handler(LedgerPeer peer, Func<LedgerPeer, Task<int>> opening) : LedgerServerHandler
    {
        private readonly TaskCompletionSource<byte> _answered = new();

        public override async ValueTask<Answer<Done, Failed>> OnList(List request, LedgerContext context)
        {
            if (request.Count == 0) return new Failed { Code = 3 };
            for (var entry = 0; entry < request.Count; entry++) await peer.SendEntryAsync(new() { Text = $"{entry}" });
            return new Done { Number = 1 };
        }

        public override async ValueTask<Done> OnOpen(Open request, LedgerContext context)
        {
            await opening(peer);
            peer.TrySendQuestion(new() { Number = 20 });
            return new() { Number = await _answered.Task };
        }

        public override ValueTask OnSay(Say message, LedgerContext context)
        {
            _answered.TrySetResult(message.Number);
            return default;
        }

        public override async ValueTask<SumReply> OnSum(Sum request, LedgerContext context)
        {
            await peer.SendItemAsync(new() { Number = request.Number });
            return new() { Number = request.Number };
        }
    }

    private static async Task<LedgerServer> ServeAsync(Func<LedgerPeer, Task<int>>? opening = null)
    {
        var server = new LedgerServer(peer => new Handler(peer, opening ?? (_ => Task.FromResult(0))), "tcp://127.0.0.1:0")
        {
            Options = new() { DrainTimeout = TimeSpan.FromMilliseconds(200), Limits = new() { MaxPendingHandlers = 4 } },
        };
        await server.StartAsync();
        return server;
    }

    private static LedgerClient Create(string endpoint, Func<LedgerHandshake, CancellationToken, ValueTask>? handshake = null) =>
        new(endpoint) { Options = TestClients.Quick, RequestTimeout = Engine.Deadline, Handshake = handshake };

    private static string Endpoint(LedgerServer server) => $"tcp://{server.Endpoints[0]}";

    private static async Task<List<string>> All(IAsyncEnumerable<ListReplies> answer)
    {
        var all = new List<string>();
        await foreach (var part in answer) all.Add(part is ListReplies.Entry entry ? entry.Value.Text : part.GetType().Name);
        return all;
    }

    [Fact]
    public async Task What_a_handler_sends_comes_before_what_it_returns()
    {
        await using var server = await ServeAsync();
        await using var client = Create(Endpoint(server));
        var asked = Enumerable.Range(1, 50).Select(count => All(client.ListAsync(new() { Count = (ushort)count }))).ToArray();
        // The handlers run beside each other here, so whose entries come first is open; none is lost, and each answer has its end.
        var entries = 0;
        foreach (var answer in asked)
        {
            var parts = await answer.WaitAsync(Engine.Deadline);
            Assert.Equal("Done", parts[^1]);
            entries += parts.Count - 1;
        }

        Assert.Equal(Enumerable.Range(1, 50).Sum(), entries);
        await Assert.ThrowsAsync<FaultException<Failed>>(() => All(client.ListAsync(new() { Count = 0 })).WaitAsync(Engine.Deadline));
    }

    [Fact]
    public async Task It_waits_for_a_connection_as_other_requests_do()
    {
        var reserved = await ServeAsync();
        var endpoint = Endpoint(reserved);
        await reserved.DisposeAsync();
        await using var client = Create(endpoint);
        var asked = All(client.ListAsync(new() { Count = 2 }));
        await Eventually.IsTrue(() => client.State == ClientState.Waiting);
        await using var server = new LedgerServer(peer => new Handler(peer, _ => Task.FromResult(0)), endpoint);
        await server.StartAsync();
        Assert.Equal(["0", "1", "Done"], await asked.WaitAsync(Engine.Deadline));
    }

    [Fact]
    public async Task Without_a_connection_it_times_out_as_other_requests_do()
    {
        await using var client = new LedgerClient("tcp://127.0.0.1:1") { Options = TestClients.Quick, RequestTimeout = TimeSpan.FromMilliseconds(200) };
        var failure = await Assert.ThrowsAsync<ConnectionException>(() => All(client.ListAsync(new() { Count = 2 })).WaitAsync(Engine.Deadline));
        Assert.Equal((DisconnectReason.RequestTimeout, Delivery.NotSent), (failure.Reason, failure.Delivery));
    }

    [Fact]
    public async Task A_handshake_may_answer_what_comes_before_the_reply()
    {
        await using var server = await ServeAsync();
        byte accepted = 0;
        await using var client = Create(Endpoint(server), async (handshake, cancel) =>
        {
            await foreach (var part in handshake.OpenAsync(cancel: cancel))
            {
                if (part is OpenReplies.Question { Value.Number: var number }) await handshake.SendSayAsync(new() { Number = (byte)(number + 1) }, cancel);
                if (part is OpenReplies.Done { Value.Number: var number2 }) accepted = number2;
            }
        });
        Assert.Equal(["0", "Done"], await All(client.ListAsync(new() { Count = 1 })).WaitAsync(Engine.Deadline));
        Assert.Equal(21, accepted);
    }

    [Fact]
    public async Task A_server_asks_its_clients_likewise()
    {
        var sum = new TaskCompletionSource<string>();
        await using var server = await ServeAsync(async peer =>
        {
            var heard = "";
            await foreach (var part in peer.SumAsync(new() { Number = 5 })) heard += $"{part} ";
            sum.SetResult(heard);
            return 0;
        });
        await using var client = new LedgerClient(Endpoint(server)) { Options = TestClients.Quick, RequestTimeout = Engine.Deadline, Handler = new Calculator() };
        var open = client.OpenAsync().GetAsyncEnumerator();
        var first = open.MoveNextAsync();
        var heard = await sum.Task.WaitAsync(Engine.Deadline);
        Assert.Contains("Item { Number = 6 }", heard, StringComparison.Ordinal);
        Assert.EndsWith("SumReply { Number = 7 } } ", heard, StringComparison.Ordinal);
        Assert.True(await first.AsTask().WaitAsync(Engine.Deadline));
        await open.DisposeAsync();
    }

    [Fact]
    public async Task A_server_that_refuses_in_the_handshake_and_closes_at_once_is_heard()
    {
        var mayRead = new TaskCompletionSource();
        var client = new LedgerClient("tcp://127.0.0.1:1")
        {
            Handshake = async (_, _) =>
            {
                await mayRead.Task;
                throw new FaultException<Failed>(new() { Code = 9 });
            },
        };
        var engine = new Engine<LedgerFraming, NoHeader>(client.CreateConnectionFor);
        await Task.Yield();
        engine.Connection.OnInputEnded();
        Assert.Null(engine.EndReason);
        mayRead.SetResult();
        await Eventually.IsTrue(() => engine.EndReason is not null);
        Assert.Equal(DisconnectReason.RegisterRejected, engine.EndReason);
    }

    [Fact]
    public async Task A_handshake_that_ends_well_on_a_connection_that_has_ended_makes_it_not_ready()
    {
        var mayEnd = new TaskCompletionSource();
        var client = new LedgerClient("tcp://127.0.0.1:1") { Handshake = async (_, _) => await mayEnd.Task };
        var engine = new Engine<LedgerFraming, NoHeader>(client.CreateConnectionFor);
        engine.Connection.OnInputEnded();
        mayEnd.SetResult();
        await Eventually.IsTrue(() => engine.EndReason is not null);
        Assert.Equal((DisconnectReason.PeerClosed, false), (engine.EndReason.GetValueOrDefault(), engine.IsReady));
    }

    private sealed class Calculator : LedgerClientHandler
    {
        public override async ValueTask<SumReply> OnSum(Sum request, LedgerClient client)
        {
            await client.SendItemAsync(new() { Number = (byte)(request.Number + 1) });
            return new() { Number = (byte)(request.Number + 2) };
        }
    }
}
