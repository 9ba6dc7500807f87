using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Tests.Live;

/// <summary>What connect says last. Two processes, real sockets.</summary>
public sealed class FarewellTests : IDisposable
{
    private const string Visit = """
        protocol: Visit
        namespace: Tests.Visit
        frame: { layout: { length: u8 = bytes(id..body), id: u8, body: } }
        farewell: Leave
        messages:
          Say: { id: 1, from: client, fields: { number: u8 } }
          Leave: { id: 2, from: client, fields: { reason: u8 } }
        """;

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Leave reason=7", "--farewell", "reason=7")]
    [InlineData("Leave reason=0")]
    public async Task It_is_said_with_its_values_behind_all_else(string said, params string[] options)
    {
        await File.WriteAllTextAsync(_folder["live.protogen.yaml"], Visit);
        await using var server = CommandProcess.Start("serve", _folder["live.protogen.yaml"], "--endpoint", "tcp://127.0.0.1:0");
        var run = await Command.RunWith("Say number=1\n", ["connect", _folder["live.protogen.yaml"], await server.EndpointAsync(), .. options]);
        Assert.Equal("", run.Error);
        Assert.Equal(ExitCodes.Ok, run.ExitCode);
        await server.SeeAsync("Say number=1");
        await server.SeeAsync(said);
        server.Write("quit");
        Assert.Equal(ExitCodes.Ok, await server.ExitAsync());
    }

    [Fact]
    public async Task It_is_no_message_to_type()
    {
        await File.WriteAllTextAsync(_folder["live.protogen.yaml"], Visit);
        var run = await Command.RunWith("Leave reason=1\n", ["connect", _folder["live.protogen.yaml"], "tcp://127.0.0.1:1"]);
        Assert.Contains("The client has no message 'Leave'", run.Error + run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_protocol_without_one_takes_no_values_for_it()
    {
        var run = await Command.Run("connect", Repository.DeviceLink, "tcp://127.0.0.1:1", "--register", "appId=a", "imei=1", "--farewell", "reason=1");
        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains("leave --farewell out", run.Error, StringComparison.Ordinal);
    }
}
