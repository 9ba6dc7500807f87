using System.Collections.Concurrent;
using System.Net;
using Tests.Station;

namespace ProtoGen.Runtime.Tests.Station;

/// <summary>A server's handler whose members can be replaced; it remembers what it was told, in order.</summary>
internal sealed class StationHandler(StationPeer peer) : StationServerHandler
{
    public required ConcurrentQueue<string> Heard { get; init; }

    public Func<StationPeer, Read, ValueTask<ReadReply>> Reading { get; init; } = (_, request) => new(new ReadReply { Number = request.Number });

    public Func<StationPeer, Login, Answer<LoginReply, LoginFault>> LoggingIn { get; init; } = (_, _) => new LoginReply { Session = 7 };

    public override ValueTask<ChallengeReply> OnChallenge(Challenge request, StationContext context)
    {
        Heard.Enqueue($"challenge {request.Version}");
        return new(new ChallengeReply { Nonce = 40 });
    }

    public override ValueTask<Answer<LoginReply, LoginFault>> OnLogin(Login request, StationContext context)
    {
        Heard.Enqueue($"login {request.Proof}");
        return new(LoggingIn(peer, request));
    }

    public override ValueTask<ReadReply> OnRead(Read request, StationContext context)
    {
        Heard.Enqueue($"read {request.Number}");
        return Reading(peer, request);
    }

    public override ValueTask<WriteReply> OnWrite(Write request, StationContext context)
    {
        Heard.Enqueue($"write {request.Number}");
        return new(new WriteReply { Number = request.Number });
    }

    public override ValueTask OnPosition(Position message, StationContext context)
    {
        Heard.Enqueue($"position {message.Number}");
        return default;
    }
}

internal static class Stations
{
    public static async Task<StationServer> ServeAsync(Func<StationPeer, StationHandler> handler, string endpoint = "tcp://127.0.0.1:0")
    {
        var server = new StationServer(handler, endpoint) { Options = new() { DrainTimeout = TimeSpan.FromMilliseconds(200) } };
        await server.StartAsync();
        return server;
    }

    public static string Text(this EndPoint endpoint) => $"tcp://{endpoint}";

    /// <summary>An address where nobody listens yet.</summary>
    public static async Task<string> UnusedAsync()
    {
        var server = await ServeAsync(peer => new(peer) { Heard = new() });
        var endpoint = server.Endpoints[0].Text();
        await server.DisposeAsync();
        return endpoint;
    }

    public static Position At(uint number, string note = "") => new() { Number = number, Note = note };

    /// <summary>Why a call failed, and what is known about its message.</summary>
    public static async Task<(DisconnectReason Reason, Delivery Delivery)> FailureAsync(Task call)
    {
        var failure = await Assert.ThrowsAsync<ConnectionException>(() => call.WaitAsync(Engine.Deadline));
        return (failure.Reason, failure.Delivery);
    }
}
