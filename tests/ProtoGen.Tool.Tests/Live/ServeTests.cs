using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Tests.Live;

/// <summary>serve in a process of its own, connect in the test's.</summary>
public class ServeTests
{
    private static readonly string[] Registration = ["--register", "appId=app", "imei=869858030720693"];

    /// <summary>The example of the page about scripts.</summary>
    private static string Documented { get; } = File.ReadAllText(Path.Combine(Repository.Root, "generator/ProtoGen.Tool/Serving/README.md")).Split("```yaml\n")[1].Split("```")[0];

    [Fact]
    public async Task Without_a_script_everything_is_answered_and_shown()
    {
        await using var server = CommandProcess.Start("serve", Repository.DeviceLink, "--endpoint", "tcp://127.0.0.1:0");
        var run = await Command.RunWith("UploadFile name=a content=ff\n", ["connect", Repository.DeviceLink, await server.EndpointAsync(), .. Registration]);
        Assert.Equal(ExitCodes.Ok, run.ExitCode);
        Assert.Contains("errorCode=Ok", run.Out, StringComparison.Ordinal);
        await server.SeeAsync("Register appId=app imei=869858030720693");
        await server.SeeAsync("UploadFile name=a content=ff");
        await server.SeeAsync("disconnected: PeerClosed");
    }

    [Fact]
    public async Task The_script_of_its_page_answers_step_by_step_stays_silent_pushes_and_closes()
    {
        using var folder = new ScratchFolder();
        await File.WriteAllTextAsync(folder["script.yaml"], Documented);
        await using var server = CommandProcess.Start("serve", Repository.DeviceLink, "--endpoint", "tcp://127.0.0.1:0", "--script", folder["script.yaml"]);
        var endpoint = await server.EndpointAsync();
        var run = await Command.RunWith("GetDateTime\nGetDateTime\nwait Notice\nwait Notice\n", ["connect", Repository.DeviceLink, endpoint, .. Registration]);
        Assert.Equal(ExitCodes.Ok, run.ExitCode);
        var (first, second) = (run.Out.IndexOf("errorCode=Ok text=\"2026-01-01 00:00:00\"", StringComparison.Ordinal), run.Out.IndexOf("errorCode=Error text=\"\"", StringComparison.Ordinal));
        Assert.InRange(first, 0, second);
        Assert.Contains("< Notice level=1 text=tick", run.Out, StringComparison.Ordinal);

        run = await Command.RunWith("UploadFile name=a content=00\nwait 1s\n", ["connect", Repository.DeviceLink, endpoint, .. Registration]);
        Assert.Contains("waiting to try again: PeerClosed", run.Out, StringComparison.Ordinal);

        run = await Command.RunWith("GetDateTime\nGetDateTime\nGetDateTime\n", ["connect", Repository.DeviceLink, endpoint, "--timeout", "500ms", .. Registration]);
        Assert.Equal(ExitCodes.Findings, run.ExitCode);
        Assert.Equal(2, run.Out.Split("< GetDateTime.reply").Length - 1);
    }

    [Fact]
    public async Task Typed_pushes_reach_every_client_or_one_and_named_ones_come_from_the_script()
    {
        using var folder = new ScratchFolder();
        await File.WriteAllTextAsync(folder["script.yaml"], Documented);
        await using var server = CommandProcess.Start("serve", Repository.DeviceLink, "--json", "--endpoint", "tcp://127.0.0.1:0", "--script", folder["script.yaml"]);
        var listening = await server.SeeAsync("\"listening\"");
        var endpoint = listening.Split("\"endpoint\":\"")[1].Split('"')[0];
        await using var client = CommandProcess.Start(["connect", Repository.DeviceLink, endpoint, .. Registration]);
        await client.SeeAsync("ready, connection 1");
        server.Write("push alarm");
        await client.SeeAsync("< Notice level=9 text=fire");
        server.Write("push @77 Notice level=1 text=no");
        await server.SeeAsync("There is no client @77; peers lists them.");
        server.Write("push Notice level=300");
        await server.SeeAsync("'level' cannot be '300': a u8 holds 0 to 255.");
        server.Write("close");
        await client.SeeAsync("ready, connection 2");
        client.Write("quit");
        Assert.Equal(ExitCodes.Ok, await client.ExitAsync());
        server.Write("quit");
        Assert.Equal(ExitCodes.Ok, await server.ExitAsync());
    }

    [Theory]
    [InlineData("on: { GetDateTime: { reply: { txt: a } } }", "(1,29): GetDateTime.reply has no field 'txt'; did you mean 'text'? It has errorCode, text.")]
    [InlineData("on: { GetTime: { delay: 1s } }", "(1,7): The client has no message 'GetTime'")]
    [InlineData("on: { GetDateTime: { delay: 1 } }", "(1,29): 'delay' is a time, such as 200ms, 5s or 1m.")]
    [InlineData("on: { GetDateTime: { fault: } }", "(1,22): 'GetDateTime' has no fault in this schema; give an error in 'reply'.")]
    [InlineData("push: { message: Notice }", "(1,7): A push needs 'every', 'after', or a 'name' to be pushed by.")]
    [InlineData("pushes: 1", "(1,1): There is no key 'pushes' here; did you mean 'push'; there are on, push, closeAfter.")]
    public async Task A_mistake_in_a_script_is_reported_with_its_place_and_nobody_is_served(string script, string error)
    {
        using var folder = new ScratchFolder();
        await File.WriteAllTextAsync(folder["script.yaml"], script);
        var run = await Command.Run("serve", Repository.DeviceLink, "--endpoint", "tcp://127.0.0.1:0", "--script", folder["script.yaml"]);
        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains("script.yaml" + error, run.Error, StringComparison.Ordinal);
    }
}
