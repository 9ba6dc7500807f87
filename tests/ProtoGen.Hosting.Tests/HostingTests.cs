using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Samples.DeviceLink;
using Tests.Beating;

namespace ProtoGen.Hosting.Tests;

public class HostingTests
{
    private static async Task<HealthReportEntry> Health(IHost host, string name) =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries[name];

    [Fact]
    public async Task A_server_and_a_client_live_with_their_hosts_and_say_how_they_are()
    {
        using var serving = Hosts.Serving(null, ("Endpoints:0", "tcp://127.0.0.1:0"));
        Assert.Equal(HealthStatus.Unhealthy, (await Health(serving, "DeviceLinkServer")).Status);
        await serving.StartAsync().WaitAsync(Hosts.Deadline);
        var health = await Health(serving, "DeviceLinkServer");
        Assert.Equal((HealthStatus.Healthy, $"Listening on 127.0.0.1:{serving.Port()}."), (health.Status, health.Description));
        Assert.Contains(ProtoGenHosting.HealthTag, health.Tags);

        using var calling = Hosts.Calling(null, ("Endpoints", $"tcp://127.0.0.1:{serving.Port()}"));
        Assert.Equal(HealthStatus.Unhealthy, (await Health(calling, "DeviceLinkClient")).Status);
        await calling.StartAsync().WaitAsync(Hosts.Deadline);
        var client = calling.Services.GetRequiredService<DeviceLinkClient>();
        await client.StartAsync().WaitAsync(Hosts.Deadline);
        Assert.Equal(HealthStatus.Healthy, (await Health(calling, "DeviceLinkClient")).Status);
        Assert.Equal("now", (await client.GetDateTimeAsync()).Text);

        await serving.StopAsync().WaitAsync(Hosts.Deadline);
        Assert.Equal(HealthStatus.Unhealthy, (await Health(serving, "DeviceLinkServer")).Status);
        Assert.Equal(0, serving.Services.GetRequiredService<DeviceLinkServer>().ConnectionCount);
        await calling.StopAsync().WaitAsync(Hosts.Deadline);
        Assert.Equal(ClientState.Stopped, client.State);
    }

    [Fact]
    public async Task A_host_does_not_wait_for_a_server_that_its_client_cannot_reach()
    {
        using var calling = Hosts.Calling(null, ("Endpoints:0", "tcp://127.0.0.1:1"));
        await calling.StartAsync().WaitAsync(Hosts.Deadline);
        Assert.Equal(HealthStatus.Unhealthy, (await Health(calling, "DeviceLinkClient")).Status);
        await calling.StopAsync().WaitAsync(Hosts.Deadline);
    }

    [Fact]
    public async Task Stopping_lets_a_handler_finish()
    {
        var asked = new TaskCompletionSource();
        var answer = new TaskCompletionSource();
        var builder = Hosts.Builder(("Endpoints:0", "tcp://127.0.0.1:0"));
        builder.Services.AddDeviceLinkServer(builder.Configuration.GetSection("Link"), (_, _) => new Slow(asked, answer.Task));
        using var serving = builder.Build();
        await serving.StartAsync();
        await using var client = new DeviceLinkClient($"tcp://127.0.0.1:{serving.Port()}") { Registration = () => new() { AppId = "a", Imei = "1" } };
        var time = client.GetDateTimeAsync().AsTask();
        await asked.Task.WaitAsync(Hosts.Deadline);
        var stopping = serving.StopAsync();
        Assert.Equal(HealthStatus.Unhealthy, (await Health(serving, "DeviceLinkServer")).Status);
        Assert.False(stopping.IsCompleted);
        answer.SetResult();
        Assert.Equal("late", (await time.WaitAsync(Hosts.Deadline)).Text);
        await stopping.WaitAsync(Hosts.Deadline);
    }

    [Fact]
    public void A_server_is_added_once()
    {
        var services = new ServiceCollection();
        services.AddDeviceLinkServer(null, (_, _) => new Hosts.Handler());
        Assert.Throws<InvalidOperationException>(() => services.AddDeviceLinkServer(null, (_, _) => new Hosts.Handler()));
    }

    [Fact]
    public async Task Heartbeats_and_farewells_get_their_values_from_the_host()
    {
        var left = new TaskCompletionSource<byte>(TaskCreationOptions.RunContinuationsAsynchronously);
        var builder = Hosts.Builder();
        builder.Services.AddBeatServer(null, (_, _) => new Answering(left), _ => new Tock { Level = 2 }, options => options.Endpoints.Add("tcp://127.0.0.1:0"));
        using var serving = builder.Build();
        await serving.StartAsync();
        var calling = Hosts.Builder();
        calling.Services.AddBeatClient(null, _ => new Tick { Level = 1 }, _ => new Leave { Reason = 3 }, configure: options => options.Endpoints.Add($"tcp://{serving.Services.GetRequiredService<BeatServer>().Endpoints[0]}"));
        using var client = calling.Build();
        await client.StartAsync();
        Assert.Equal(7, (await client.Services.GetRequiredService<BeatClient>().AskAsync()).Answer);
        await client.StopAsync();
        Assert.Equal(3, await left.Task.WaitAsync(Hosts.Deadline));
        await serving.StopAsync();
    }

    private sealed class Answering(TaskCompletionSource<byte> left) : BeatServerHandler
    {
        public override ValueTask OnLeave(Leave message, BeatContext context)
        {
            left.SetResult(message.Reason);
            return default;
        }

        public override ValueTask<AskReply> OnAsk(Ask request, BeatContext context) => new(new AskReply { Answer = 7 });
    }

    private sealed class Slow(TaskCompletionSource asked, Task answer) : DeviceLinkServerHandler
    {
        public override ValueTask<RegisterReply> OnRegister(Register request, DeviceLinkContext context) => new(new RegisterReply { ErrorCode = ErrorCode.Ok });

        public override async ValueTask<GetDateTimeReply> OnGetDateTime(GetDateTime request, DeviceLinkContext context)
        {
            asked.SetResult();
            await answer;
            return new() { ErrorCode = ErrorCode.Ok, Text = "late" };
        }

        public override ValueTask<UploadFileReply> OnUploadFile(UploadFile request, DeviceLinkContext context) => throw new NotSupportedException();
    }
}
