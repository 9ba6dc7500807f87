using System.Net;
using ProtoGen.Connections;
using Samples.DeviceLink;

namespace ProtoGen.Benchmarks.Servers.Candidates;

/// <summary>Our server with the emitted handlers, as a user writes them.</summary>
internal static class OwnServer
{
    public const string Name = "ProtoGen";

    public static async Task<int> StartAsync(CommandLine line)
    {
        var server = Create(line);
        await server.StartAsync();
        return ((IPEndPoint)server.Endpoints[0]).Port;
    }

    private static DeviceLinkServer Create(CommandLine line)
    {
        DeviceLinkServer? server = null;
        var path = line.Flag("broadcasts", false) ? OwnPath.Broadcast : Enum.Parse<OwnPath>(line.Text("path") ?? nameof(OwnPath.AtOnce));
        return server = new DeviceLinkServer(peer => new Answering(peer, path, () => server!), $"tcp://127.0.0.1:{line.Number("port", 0)}")
        {
            Options = new()
            {
                Transport = line.Transport(),
                EventLoops = line.Text("loops") is null ? null : line.Number("loops", 1),
                // Of thousands of connections each waits longer than a beat for its turn to be measured.
                Heartbeat = path == OwnPath.Broadcast ? new() { Roles = HeartbeatRoles.Watcher, Interval = TimeSpan.FromSeconds(30), Timeout = TimeSpan.FromSeconds(90) } : null,
                Limits = new() { MaxPendingHandlers = path == OwnPath.Beside ? 4 : 1 },
            },
        };
    }

    private sealed class Answering(DeviceLinkPeer peer, OwnPath path, Func<DeviceLinkServer> server) : DeviceLinkServerHandler
    {
        private static readonly RegisterReply Registered = new() { ErrorCode = ErrorCode.Ok };
        private static readonly GetDateTimeReply Time = new() { ErrorCode = ErrorCode.Ok, Text = "2026-11-23 12:00:00" };
        private static readonly Notice News = new() { Level = 1, Text = "A new firmware is ready." };

        public string Imei { get; private set; } = "";

        public override ValueTask<RegisterReply> OnRegister(Register request, DeviceLinkContext context)
        {
            Imei = request.Imei;
            return new(Registered);
        }

        public override ValueTask<GetDateTimeReply> OnGetDateTime(GetDateTime request, DeviceLinkContext context)
        {
            switch (path)
            {
                case OwnPath.Later or OwnPath.Beside:
                    return LaterReply<GetDateTimeReply>.Of(Time);
                case OwnPath.Broadcast:
                    server().BroadcastNotice(News);
                    break;
                case OwnPath.PushToKey:
                    server().TryPushNotice(Imei, News);
                    break;
                case OwnPath.PushToPeer:
                    peer.TrySendNotice(News);
                    break;
            }

            return new(new GetDateTimeReply { ErrorCode = ErrorCode.Ok, Text = "2026-11-23 12:00:00" });
        }

        public override ValueTask<UploadFileReply> OnUploadFile(UploadFile request, DeviceLinkContext context) => throw new NotSupportedException("Nobody uploads here.");
    }
}
