using System.Text.Json;
using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Tests.Live;

/// <summary>connect with a script on its input, against the sample's own server and against a mock.</summary>
public class ConnectTests
{
    private static readonly string[] Registration = ["--register", "appId=996da38d-a7be-4947-aa4c-f8208b5f4ade", "imei=869858030720693"];

    [Fact]
    public async Task A_piped_line_prints_its_reply_and_the_command_ends_with_the_input()
    {
        await using var server = await SampleServer.StartAsync();
        var run = await Command.RunWith("GetDateTime\n", ["connect", Repository.DeviceLink, server.Endpoint, .. Registration]);
        Assert.Equal("", run.Error);
        Assert.Equal(ExitCodes.Ok, run.ExitCode);
        Assert.Matches(@"< GetDateTime\.reply errorCode=Ok text=""\d{4}-\d\d-\d\d \d\d:\d\d:\d\d""", run.Out);
    }

    [Fact]
    public async Task Json_is_one_object_a_line_with_values_by_name()
    {
        await using var server = await SampleServer.StartAsync();
        var run = await Command.RunWith("UploadFile name=a content=00ff\n", ["connect", Repository.DeviceLink, server.Endpoint, "--json", "--hex", .. Registration]);
        var events = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        var reply = Assert.Single(events, happened => happened.GetProperty("event").GetString() == "reply");
        Assert.Equal("UploadFile.reply", reply.GetProperty("message").GetString());
        // The SHA-256 of 00 ff, from the sample's own handler.
        Assert.Equal("06eb7d6a69ee19e5fbdf749018d3d2abfa04bcbd1365db312eb86dc7169389b8", reply.GetProperty("values").GetProperty("sha256").GetString());
        Assert.Contains(events, happened => happened.GetProperty("event").GetString() == "frame" && happened.GetProperty("hex").GetString() == "00000009040161" + "0000000200ff");
        Assert.Contains(events, happened => happened.GetProperty("event").GetString() == "state" && happened.GetProperty("state").GetString() == "Ready");
    }

    [Theory]
    [InlineData("UploadFile name=a content=0g", "'content' cannot be '0g': bytes are written as pairs of hexadecimal digits.")]
    [InlineData("UploadFile name=a", "UploadFile: 'content' has no value. Write UploadFile name=… content=…")]
    [InlineData("UploadFile nam=a", "UploadFile has no field 'nam'; did you mean 'name'? It has name, content.")]
    [InlineData("UploadFile a", "'a' is no FIELD=VALUE.")]
    [InlineData("UploadFil name=a", "The client has no message 'UploadFil'; did you mean 'UploadFile'? It has GetDateTime, UploadFile.")]
    [InlineData("UploadFile name=\"a", "The quote \"a is not closed.")]
    public async Task A_line_that_cannot_be_said_names_what_and_how_to_mend_it(string line, string error)
    {
        var run = await Command.RunWith(line + "\n", ["connect", Repository.DeviceLink, "127.0.0.1:1", .. Registration]);
        Assert.Equal(ExitCodes.Findings, run.ExitCode);
        Assert.Contains("! " + error, run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_fails_the_request_and_the_run()
    {
        var run = await Command.RunWith("GetDateTime\n", ["connect", Repository.DeviceLink, "127.0.0.1:1", "--timeout", "300ms", .. Registration]);
        Assert.Equal(ExitCodes.Findings, run.ExitCode);
        Assert.Contains("waiting to try again: ConnectFailed", run.Out, StringComparison.Ordinal);
        Assert.Contains("! GetDateTime: ", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registration_that_nobody_can_be_asked_for_is_said_before_anything_is_sent()
    {
        var run = await Command.RunWith("", "connect", Repository.DeviceLink, "127.0.0.1:1");
        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Equal("Register registers the client and needs appId, imei; write --register appId=… imei=…\n", run.Error.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_schema_that_needs_code_of_its_user_is_refused_with_the_names_of_that_code()
    {
        using var folder = new ScratchFolder();
        var schema = folder["coded.protogen.yaml"];
        await File.WriteAllTextAsync(schema, """
            protocol: Coded
            namespace: Tests.Coded
            frame: { transform: My.Zip, layout: { length: u16 = bytes(id..body), id: u8, body: } }
            messages:
              Hello: { id: 1, from: client, fields: { text: "string[rest]" } }
            """);
        var run = await Command.RunWith("", "connect", schema, "127.0.0.1:1");
        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains("transform My.Zip", run.Error, StringComparison.Ordinal);
    }
}
