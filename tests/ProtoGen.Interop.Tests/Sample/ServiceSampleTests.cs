using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ProtoGen.Interop.Tests.Sample;

/// <summary>samples/DeviceLinkService, run as its README says.</summary>
public class ServiceSampleTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "samples/DeviceLinkService");

    [UnixFact]
    public async Task The_service_listens_serves_its_device_and_others_measures_and_stops_in_order()
    {
        var port = FreePort();
        await using var service = Start(File.ReadAllText(Path.Combine(Folder, "README.md")), port);
        await service.Expect($"\"Message\":\"Listening on 127.0.0.1:{port}\"");
        await service.Expect("\"Imei\":\"869858030720693\"");
        await service.Expect("Health: DeviceLinkServer Healthy, DeviceLinkClient Healthy");
        using (var peer = await RawPeer.Connect(new IPEndPoint(IPAddress.Loopback, port)))
        {
            await peer.Send(Frames.Register("7"));
            await peer.Expect(Frames.RegisterReply);
            await service.Expect("\"Imei\":\"7\"");
        }

        await service.Expect("Metric Name: protogen.messages");
        await service.Expect("Metric Name: protogen.connection.active");
        service.Terminate();
        await service.Expect("Server stopped");
        Assert.Equal(0, await service.Exit(Deadline.Usual));
    }

    [Fact]
    public async Task A_misspelt_option_stops_the_start_with_its_name()
    {
        await using var service = ChildProcess.Start("dotnet", [Program, "--Server:MaxConnexions=5"]);
        Assert.NotEqual(0, await service.Exit(Deadline.Usual));
        Assert.Contains("Server:MaxConnexions is no option; there are AcceptBacklog, ", service.Transcript, StringComparison.Ordinal);
    }

    private static string Program =>
        Path.Combine(AppContext.BaseDirectory.Replace("tests/ProtoGen.Interop.Tests", "samples/DeviceLinkService", StringComparison.Ordinal), "DeviceLinkService.dll");

    // The command that overrides the file, on a port of its own.
    private static ChildProcess Start(string readme, int port)
    {
        const string Start = "dotnet run --project samples/DeviceLinkService -- ";
        var command = readme.Split('\n').Single(line => line.StartsWith(Start, StringComparison.Ordinal));
        return ChildProcess.Start(
            "dotnet", [Program, .. command[Start.Length..].Replace("9090", port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal).Split(' ')]);
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
