using System.Net.Sockets;
using Samples.DeviceLink;

namespace ProtoGen.Runtime.Tests.Transports;

public sealed class UnixSocketTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    private string Endpoint => $"unix://{_path}";

    [Fact]
    public async Task A_server_says_where_it_listens_and_removes_its_file_when_it_stops()
    {
        var server = await StartAsync();
        Assert.Equal(new UnixDomainSocketEndPoint(_path), Assert.Single(server.Endpoints));
        Assert.True(File.Exists(_path));
        await server.DisposeAsync();
        Assert.False(File.Exists(_path));
    }

    [Fact]
    public async Task The_file_of_a_dead_server_is_replaced()
    {
        // What a killed process leaves: bound, listened on, and closed without the file being removed.
        using (var dead = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            dead.Bind(new UnixDomainSocketEndPoint(_path));
            dead.Listen();
            File.Move(_path, _path + ".kept");
        }

        File.Move(_path + ".kept", _path);
        await using var server = await StartAsync();
        await using var client = TestClients.Create([Endpoint]);
        await client.StartAsync().WaitAsync(Engine.Deadline);
    }

    [Fact]
    public async Task A_path_where_a_server_listens_is_refused_and_that_server_goes_on()
    {
        await using var first = await StartAsync();
        var exception = await Assert.ThrowsAsync<SocketException>(StartAsync);
        Assert.Equal(SocketError.AddressAlreadyInUse, exception.SocketErrorCode);
        Assert.Contains(_path, exception.Message, StringComparison.Ordinal);
        await using var client = TestClients.Create([Endpoint]);
        await client.StartAsync().WaitAsync(Engine.Deadline);
    }

    [Theory]
    [InlineData("")]
    [InlineData("precious")]
    public async Task A_file_that_is_no_socket_is_left_alone(string content)
    {
        await File.WriteAllTextAsync(_path, content);
        await Assert.ThrowsAsync<SocketException>(StartAsync);
        Assert.Equal(content, await File.ReadAllTextAsync(_path));
    }

    [Fact]
    public async Task A_client_waits_for_a_server_that_comes_later()
    {
        await using var client = TestClients.Create([Endpoint]);
        var ready = client.StartAsync();
        await Eventually.IsTrue(() => client.State == ClientState.Waiting);
        await using var server = await StartAsync();
        await ready.WaitAsync(Engine.Deadline);
    }

    [Theory]
    [InlineData("unix://relative/path")]
    [InlineData("unix://")]
    public void A_path_that_is_not_absolute_is_refused(string endpoint) =>
        Assert.Throws<ArgumentException>(() => new DeviceLinkServer(new TestHandler(), endpoint));

    [Fact]
    public void A_path_that_is_too_long_is_refused_with_the_reason()
    {
        var exception = Assert.Throws<ArgumentException>(() => new DeviceLinkServer(new TestHandler(), $"unix:///{new string('x', 200)}"));
        Assert.Contains("too long", exception.Message, StringComparison.Ordinal);
    }

    public void Dispose() => File.Delete(_path);

    private async Task<DeviceLinkServer> StartAsync()
    {
        var server = new DeviceLinkServer(new TestHandler(), Endpoint);
        await server.StartAsync();
        return server;
    }
}
