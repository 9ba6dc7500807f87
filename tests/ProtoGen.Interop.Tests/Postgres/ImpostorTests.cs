using System.Net;
using System.Net.Sockets;
using System.Text;
using Samples.Postgres;

namespace ProtoGen.Interop.Tests.Postgres;

/// <summary>Servers that do not know the password: here the schema's own server is one.</summary>
public class ImpostorTests
{
    private readonly PostgresWitness _witness = new();

    [Fact]
    public async Task A_server_that_lets_the_client_in_without_its_own_proof_is_left()
    {
        var failure = await Refused(new() { Challenge = nonce => $"r={nonce}abc,s=c2FsdA==,i=4096" });
        Assert.Contains("without having proven", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_with_a_wrong_proof_is_left()
    {
        var failure = await Refused(new() { Challenge = nonce => $"r={nonce}abc,s=c2FsdA==,i=4096", Outcome = "v=c2lnbmF0dXJl" });
        Assert.Contains("does not know the password", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("r=other,s=c2FsdA==,i=4096")]
    [InlineData("r=NONCE,s=c2FsdA==,i=4096")]
    [InlineData("r=NONCEabc,s=c2FsdA==,i=0")]
    [InlineData("r=NONCEabc,s=c2FsdA==,i=2147483647")]
    [InlineData("r=NONCEabc,s=!,i=4096")]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task A_challenge_that_is_none_is_not_answered(string challenge)
    {
        var failure = await Refused(new() { Challenge = nonce => challenge.Replace("NONCE", nonce, StringComparison.Ordinal) });
        Assert.Contains("challenge", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_server_asks_for_that_nobody_knows_is_said()
    {
        var failure = await Refused(new() { First = new AuthenticationRequestData.Other(7, default) });
        Assert.Contains("7", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_ends_by_its_farewell()
    {
        var script = new Script { First = new AuthenticationRequestData.Ok() };
        await using var server = await Serve(script);
        await using (var client = _witness.Connect($"tcp://{server.Endpoints[0]}")) await client.StartAsync().InTime();
        await script.Terminated.Task.InTime();
    }

    [Fact]
    public async Task Who_only_cancels_says_nothing_else()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var call = new PostgreSqlClient($"tcp://{listener.LocalEndpoint}").CallOnceAsync(said => said.SendCancelRequestAsync(new() { Process = 1, Secret = 2 })).InTime();
        using var connection = await listener.AcceptTcpClientAsync();
        using var said = new MemoryStream();
        await connection.GetStream().CopyToAsync(said).InTime();
        connection.Close();
        await call;
        // No farewell: that belongs to sessions.
        Assert.Equal("00000010" + "04D2162E" + "00000001" + "00000002", Convert.ToHexString(said.ToArray()));
    }

    private async Task<ConnectionException> Refused(Script script)
    {
        await using var server = await Serve(script);
        await using var client = _witness.Connect($"tcp://{server.Endpoints[0]}");
        var failure = await Assert.ThrowsAsync<ConnectionException>(() => client.StartAsync().InTime());
        Assert.Equal(DisconnectReason.RegisterRejected, failure.Reason);
        return failure;
    }

    private static async Task<PostgreSqlServer> Serve(Script script)
    {
        var server = new PostgreSqlServer(peer => new Impostor(script, peer), "tcp://127.0.0.1:0")
        {
            Options = new() { Limits = new() { MaxPendingHandlers = 2 }, DrainTimeout = TimeSpan.FromMilliseconds(100) },
        };
        await server.StartAsync();
        return server;
    }

    private sealed class Script
    {
        public AuthenticationRequestData First { get; init; } = new AuthenticationRequestData.Mechanisms([new() { Name = "SCRAM-SHA-256-PLUS" }, new() { Name = "SCRAM-SHA-256" }]);

        public Func<string, string> Challenge { get; init; } = nonce => nonce;

        public string? Outcome { get; init; }

        public TaskCompletionSource Terminated { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Impostor(Script script, PostgreSqlPeer peer) : PostgreSqlServerHandler
    {
        private readonly TaskCompletionSource _asked = new();
        private int _steps;

        public override async ValueTask<Answer<ReadyForQuery, ErrorResponse>> OnStartup(Startup request, PostgreSqlContext context)
        {
            Say(script.First);
            if (script.First is not AuthenticationRequestData.Ok) await _asked.Task;
            return new ReadyForQuery { Status = TransactionStatus.Idle };
        }

        public override ValueTask OnAuthenticationData(AuthenticationData message, PostgreSqlContext context)
        {
            var text = Encoding.UTF8.GetString(message.Data.Span);
            if (_steps++ == 0)
            {
                Say(new AuthenticationRequestData.Challenge(Encoding.UTF8.GetBytes(script.Challenge(text[(text.IndexOf("r=", StringComparison.Ordinal) + 2)..]))));
                return default;
            }

            Assert.StartsWith("c=biws,r=", text, StringComparison.Ordinal);
            if (script.Outcome is { } outcome) Say(new AuthenticationRequestData.Outcome(Encoding.UTF8.GetBytes(outcome)));
            Say(new AuthenticationRequestData.Ok());
            _asked.TrySetResult();
            return default;
        }

        public override ValueTask<SslRequestReply> OnSslRequest(SslRequest request, PostgreSqlContext context) => throw new NotSupportedException();

        public override ValueTask OnCancelRequest(CancelRequest message, PostgreSqlContext context) => default;

        public override ValueTask<ReadyForQuery> OnQuery(Query request, PostgreSqlContext context) => throw new NotSupportedException();

        public override ValueTask<ReadyForQuery> OnParse(Parse request, PostgreSqlContext context) => throw new NotSupportedException();

        public override ValueTask OnBind(Bind message, PostgreSqlContext context) => default;

        public override ValueTask OnDescribe(Describe message, PostgreSqlContext context) => default;

        public override ValueTask OnExecute(Execute message, PostgreSqlContext context) => default;

        public override ValueTask OnClose(Close message, PostgreSqlContext context) => default;

        public override ValueTask OnSync(Sync message, PostgreSqlContext context) => default;

        public override ValueTask OnFlush(Flush message, PostgreSqlContext context) => default;

        public override ValueTask OnTerminate(Terminate message, PostgreSqlContext context)
        {
            script.Terminated.TrySetResult();
            return default;
        }

        public override ValueTask OnCopyFail(CopyFail message, PostgreSqlContext context) => default;

        public override ValueTask OnCopyData(CopyData message, PostgreSqlContext context) => default;

        public override ValueTask OnCopyDone(CopyDone message, PostgreSqlContext context) => default;

        private void Say(AuthenticationRequestData data) => peer.TrySendAuthenticationRequest(new() { Data = data });
    }
}
