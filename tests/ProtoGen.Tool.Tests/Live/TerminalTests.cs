using System.Net;
using System.Net.Sockets;

namespace ProtoGen.Tool.Tests.Live;

/// <summary>connect and serve as somebody uses them: two terminals, and keys.</summary>
public class TerminalTests
{
    [TmuxFact]
    public async Task A_name_is_completed_a_reply_and_a_push_are_seen_and_a_server_that_comes_back_is_found()
    {
        var endpoint = $"127.0.0.1:{FreePort()}";
        await using var server = await TerminalWindow.OpenAsync("serve", Repository.DeviceLink, "--endpoint", "tcp://" + endpoint);
        await server.SeeAsync("listening on " + endpoint);
        await using var client = await TerminalWindow.OpenAsync("connect", Repository.DeviceLink, endpoint, "--register", "appId=app");
        await client.SeeAsync("Register imei:");   // what --register left out
        await client.EnterAsync("869858030720693");
        await client.SeeAsync("ready, connection 1");

        await client.TypeAsync("GetD");
        await client.PressAsync("Tab");
        await client.SeeAsync("DeviceLink> GetDateTime");
        await client.PressAsync("Enter");
        await client.SeeAsync("< GetDateTime.reply errorCode=Ok text=\"\"");

        // The push comes while a line is being typed, and leaves it as it is.
        await client.TypeAsync("Uplo");
        await server.SeeAsync("GetDateTime");
        await server.EnterAsync("push Notice level=1 text=\"hi there\"");
        await client.SeeAsync("the push above the line", shown => Lines(shown) is [.., "< Notice level=1 text=\"hi there\"", "DeviceLink> Uplo"]);
        await client.PressAsync("C-u");

        // Every key of the history leads back to what was said.
        await client.PressAsync("Up");
        await client.SeeAsync("the line before", shown => Lines(shown) is [.., "DeviceLink> GetDateTime"]);
        await client.PressAsync("C-u");

        await server.DisposeAsync();
        await client.SeeAsync("waiting to try again");
        await using var second = await TerminalWindow.OpenAsync("serve", Repository.DeviceLink, "--endpoint", "tcp://" + endpoint);
        await client.SeeAsync("ready, connection 2");
        await client.EnterAsync("UploadFile name=a content=zz");
        await client.SeeAsync("'content' cannot be 'zz'");
        await client.EnterAsync("quit");
        await client.SeeAsync("Pane is dead");
    }

    [TmuxFact]
    public async Task Fields_and_members_are_completed_and_several_names_are_listed()
    {
        await using var client = await TerminalWindow.OpenAsync("connect", Repository.DeviceLink, $"127.0.0.1:{FreePort()}", "--register", "appId=a", "imei=b");
        await client.SeeAsync("DeviceLink>");
        await client.TypeAsync("Upl");
        await client.PressAsync("Tab");
        await client.TypeAsync("na");
        await client.PressAsync("Tab");
        await client.SeeAsync("DeviceLink> UploadFile name=");
        await client.PressAsync("C-u");
        await client.TypeAsync("s");
        await client.PressAsync("Tab");
        await client.SeeAsync("set  show  state");
        await client.PressAsync("C-u");
        await client.PressAsync("C-d");
        await client.SeeAsync("Pane is dead");
    }

    private static string[] Lines(string shown) => [.. shown.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0)];

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
