using System.Net.Sockets;
using ProtoGen;
using ProtoGen.Connections;

namespace Samples.DeviceLink;

/// <summary>One side alone, until it is asked to stop.</summary>
internal static class Standalone
{
    /// <summary>What a user can mend is said in one line, not as a stack trace.</summary>
    public static async Task<int> Run(Func<Task<int>> side)
    {
        try
        {
            return await side();
        }
        catch (Exception exception) when (exception is ArgumentException or SocketException or ConnectionException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }

    public static async Task<int> Serve(string bind, int port, ServerTransport transport, CancellationToken cancel)
    {
        var narrator = new Narrator();
        await using var server = new DeviceLinkServer(peer => new Device(peer, "server", narrator), $"tcp://{bind}:{port}")
        {
            Options = new() { Transport = transport },
        };
        await server.StartAsync(cancel);
        narrator.Say("server", $"listens on {server.Endpoints[0]}");
        await UntilStopped(cancel);
        narrator.Say("server", "stops: no new connections, replies go out, then every connection closes");
        await server.StopAsync(TimeSpan.FromSeconds(1), CancellationToken.None);
        return 0;
    }

    public static async Task<int> Connect(string[] endpoints, TimeSpan? heartbeat, CancellationToken cancel)
    {
        var narrator = new Narrator();
        await using var client = new DeviceLinkClient([.. endpoints.Select(endpoint => $"tcp://{endpoint}")])
        {
            Registration = () => new() { AppId = "996da38d-a7be-4947-aa4c-f8208b5f4ade", Imei = "869858030720693" },
            Handler = new Screen(narrator),
            Options = new() { Heartbeat = heartbeat is { } interval ? Every(interval) : null },
            StateChanged = change => narrator.Say("client", States.Describe(change)),
        };
        try
        {
            await client.StartAsync(cancel);
            var reply = await client.GetDateTimeAsync(cancel: cancel);
            narrator.Say("client", $"the server's time is {reply.Text}");
            await UntilStopped(cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Asked to stop while it was still connecting.
        }

        narrator.Say("client", "stops");
        return 0;
    }

    /// <summary>The schema's heartbeat at another pace; the timeout leaves room for two beats and an answer.</summary>
    private static HeartbeatSettings Every(TimeSpan interval)
    {
        var schema = DeviceLinkProtocol.ClientHeartbeat;
        return schema with { Interval = interval, Timeout = (2 * interval) + schema.AckTimeout };
    }

    private static async Task UntilStopped(CancellationToken cancel)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancel.Register(stopped.SetResult);
        await stopped.Task;
    }
}
