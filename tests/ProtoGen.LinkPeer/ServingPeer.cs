using System.Collections.Concurrent;
using Samples.DeviceLink;

namespace ProtoGen.LinkPeer;

/// <summary>A server that pushes, and says four times a second what it has.</summary>
internal sealed class ServingPeer : DeviceLinkServerHandler
{
    // Not every connection registers before its end.
    private readonly ConcurrentDictionary<long, bool> _sessions = new();

    public static async Task Run(string port, int pushes, ServerTransport transport, CancellationToken end)
    {
        var handler = new ServingPeer();
        await using var server = new DeviceLinkServer(handler, $"tcp://0.0.0.0:{port}") { Options = new() { Transport = transport, Heartbeat = Beats.Server } };
        await server.StartAsync(end);
        Event.Write($"listening {server.Endpoints[0]}");
        var pushing = pushes == 0 ? Task.CompletedTask : Push(server, TimeSpan.FromSeconds(1.0 / pushes), end);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250), TimeProvider.System);
        while (await timer.WaitForNextTickAsync(end))
        {
            Event.Write($"status connections={server.ConnectionCount} session={server.TryGetPeer("1", out _)} sessions={handler._sessions.Count}");
        }

        await pushing;
    }

    public override ValueTask<RegisterReply> OnRegister(Register request, DeviceLinkContext context)
    {
        _sessions[context.Peer.Id] = true;
        Event.Write($"registered {context.Peer.Id}");
        return new(new RegisterReply { ErrorCode = ErrorCode.Ok });
    }

    public override ValueTask<GetDateTimeReply> OnGetDateTime(GetDateTime request, DeviceLinkContext context) =>
        new(new GetDateTimeReply { ErrorCode = ErrorCode.Ok, Text = "" });

    public override ValueTask<UploadFileReply> OnUploadFile(UploadFile request, DeviceLinkContext context) =>
        new(new UploadFileReply { ErrorCode = ErrorCode.Ok, Sha256 = new byte[32] });

    public override void PeerDisconnected(DeviceLinkPeer peer, DisconnectReason reason)
    {
        _sessions.TryRemove(peer.Id, out _);
        Event.Write($"ended {reason}");
    }

    private static async Task Push(DeviceLinkServer server, TimeSpan every, CancellationToken end)
    {
        using var timer = new PeriodicTimer(every, TimeProvider.System);
        while (await timer.WaitForNextTickAsync(end)) server.BroadcastNotice(new() { Level = 0, Text = "news" });
    }
}
