using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ProtoGen.Connections;
using Samples.DeviceLink;

namespace ProtoGen.Hosting.Tests;

/// <summary>Options are read from configuration and checked before anything starts.</summary>
public class OptionTests
{
    private static readonly (string, string) Anywhere = ("Endpoints:0", "tcp://127.0.0.1:0");

    [Fact]
    public void Every_kind_of_option_is_read_and_the_rest_keeps_its_default()
    {
        using var host = Hosts.Serving(
            options => options.Server = options.Server with { AcceptBacklog = options.Server.AcceptBacklog + 1 },
            Anywhere,
            ("Endpoints:1", "tcp://[::1]:0"),
            ("maxConnections", "7"),
            ("AcceptBacklog", "20"),
            ("DrainTimeout", "00:00:01.5"),
            ("Limits:MaxFrameBytes", "512"),
            ("Limits:KeepOnHandlerFault", "true"),
            ("Limits:WriteTimeout", "00:00:04"),
            ("FrameLog:MaxBytes", "0"),
            ("Heartbeat:Timeout", "00:00:20"),
            ("Heartbeat:Liveness", "frames"));
        var read = host.Services.GetRequiredService<DeviceLinkServer>().Options;
        Assert.Equal((7, 21, TimeSpan.FromSeconds(1.5)), (read.MaxConnections, read.AcceptBacklog, read.DrainTimeout));
        Assert.Equal(new ConnectionLimits { MaxFrameBytes = 512, KeepOnHandlerFault = true, WriteTimeout = TimeSpan.FromSeconds(4) }, read.Limits);
        Assert.Equal(0, read.FrameLog.MaxBytes);
        Assert.Equal(DeviceLinkProtocol.ServerHeartbeat with { Timeout = TimeSpan.FromSeconds(20), Liveness = HeartbeatLiveness.Frames }, read.Heartbeat);
        Assert.Equal(["tcp://127.0.0.1:0", "tcp://[::1]:0"], Get<HostedServerOptions>(host).Endpoints);
    }

    [Fact]
    public void A_client_reads_its_options_too()
    {
        using var host = Hosts.Calling(
            null, ("Endpoints", "tcp://a:1"), ("RequestTimeout", "00:00:03"), ("ConnectTimeout", "00:00:02"), ("Backoff:Longest", "00:00:09"), ("Heartbeat:Tries", "2"));
        var client = host.Services.GetRequiredService<DeviceLinkClient>();
        Assert.Equal((TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(2)), (client.RequestTimeout, client.Options.ConnectTimeout));
        Assert.Equal(new BackoffPolicy { Longest = TimeSpan.FromSeconds(9) }, client.Options.Backoff);
        Assert.Equal(DeviceLinkProtocol.ClientHeartbeat with { Tries = 2 }, client.Options.Heartbeat);
    }

    [Fact]
    public void Reading_changes_neither_the_schema_nor_the_defaults_of_others()
    {
        var schema = DeviceLinkProtocol.ServerHeartbeat with { };
        using var host = Hosts.Serving(null, Anywhere, ("Heartbeat:Timeout", "00:01:00"), ("Limits:BacklogBytes", "1"));
        Assert.Equal(1, host.Services.GetRequiredService<DeviceLinkServer>().Options.Limits.BacklogBytes);
        Assert.Equal(schema, DeviceLinkProtocol.ServerHeartbeat);
        Assert.Equal(256 << 10, new ServerOptions().Limits.BacklogBytes);
    }

    [Theory]
    [InlineData("MaxConnexions", "5", "Link:MaxConnexions is no option; there are AcceptBacklog, ")]
    [InlineData("Limits:WriteTimeout", "soon", "Link:Limits:WriteTimeout: 'soon' is no time such as 00:00:10.")]
    [InlineData("Limits:WriteTimeout", "10", "Link:Limits:WriteTimeout: '10' is no time such as 00:00:10.")]
    [InlineData("MaxConnections", "99999999999", "Link:MaxConnections: '99999999999' is no Int32.")]
    [InlineData("Heartbeat:Liveness", "smell", "Link:Heartbeat:Liveness: 'smell' is no HeartbeatLiveness.")]
    [InlineData("TimeProvider", "mine", "Link:TimeProvider cannot be read from configuration; set it in code.")]
    public async Task What_cannot_be_read_stops_the_start_and_says_where(string key, string value, string message)
    {
        using var host = Hosts.Serving(null, Anywhere, (key, value));
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());
        Assert.StartsWith(message, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Endpoints:0", "9089", "DeviceLinkServer: '9089' is no endpoint")]
    [InlineData("Limits:WriteTimeout", "00:00:00", "DeviceLinkServer: ConnectionLimits.WriteTimeout")]
    [InlineData("Heartbeat:Timeout", "00:00:04", "DeviceLinkServer: The heartbeat's timeout 00:00:04 is below twice")]
    [InlineData("FrameLog:MaxBytes", "-1", "DeviceLinkServer: A frame log of -1 bytes")]
    public async Task What_cannot_work_stops_the_start_and_says_why(string key, string value, string message)
    {
        using var host = Hosts.Serving(null, key == Anywhere.Item1 ? (key, value) : Anywhere, key == Anywhere.Item1 ? ("MaxConnections", "1") : (key, value));
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());
        Assert.StartsWith(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_endpoint_a_host_does_not_start()
    {
        using var serving = Hosts.Serving();
        Assert.Contains("there is no endpoint", (await Assert.ThrowsAsync<OptionsValidationException>(() => serving.StartAsync())).Message, StringComparison.Ordinal);
        using var calling = Hosts.Calling();
        Assert.Contains("there is no endpoint", (await Assert.ThrowsAsync<OptionsValidationException>(() => calling.StartAsync())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pem", null)]
    [InlineData("pem", "secret")]
    [InlineData("pfx", null)]
    [InlineData("pfx", "secret")]
    public async Task Both_ends_are_secured_by_files(string format, string? password)
    {
        using var files = new CertificateFolder(format, password);
        using var serving = Hosts.Serving(
            null, [("Endpoints:0", "tls://localhost:0"), ("Tls:ClientCertificates", "required"), ("Tls:TrustedAuthorities", files.Authority), .. files.Settings()]);
        await serving.StartAsync();
        using var calling = Hosts.Calling(
            null, [("Endpoints:0", $"tls://localhost:{serving.Port()}"), ("Tls:TrustedAuthorities", files.Authority), .. files.Settings()]);
        await calling.StartAsync();
        var client = calling.Services.GetRequiredService<DeviceLinkClient>();
        Assert.Equal("now", (await client.GetDateTimeAsync().AsTask().WaitAsync(Hosts.Deadline)).Text);
        await calling.StopAsync();
        await serving.StopAsync();
    }

    [Theory]
    [InlineData("Tls:Certificate", "nowhere.pem", "Link:Tls:Certificate: nowhere.pem cannot be read: ")]
    [InlineData("Tls:Certificate:KeyPath", "key.pem", "Link:Tls:Certificate names no file; give its Path.")]
    [InlineData("Tls:Certificate:Pass", "key.pem", "Link:Tls:Certificate:Pass is no option; there are KeyPath, Password, Path.")]
    [InlineData("Tls:TrustedAuthorities", "nowhere.pem", "Link:Tls:TrustedAuthorities: nowhere.pem cannot be read: ")]
    public async Task A_certificate_that_cannot_be_read_stops_the_start_and_says_where(string key, string value, string message)
    {
        using var host = Hosts.Serving(null, Anywhere, (key, value));
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());
        Assert.StartsWith(message, failure.Message, StringComparison.Ordinal);
    }

    /// <summary>An option that is added to the runtime must be readable, or be known not to be.</summary>
    [Fact]
    public void Every_option_can_be_read_or_is_known_to_be_set_in_code()
    {
        var nested = new Dictionary<Type, string[]>
        {
            [typeof(ServerOptions)] = ["Limits", "FrameLog", "Heartbeat", "Tls"], [typeof(ClientOptions)] = ["Limits", "FrameLog", "Heartbeat", "Backoff", "Tls"],
            [typeof(ServerTlsOptions)] = [], [typeof(ClientTlsOptions)] = [],
            [typeof(ConnectionLimits)] = [], [typeof(HeartbeatSettings)] = [], [typeof(BackoffPolicy)] = [], [typeof(FrameLogOptions)] = [],
        };
        string[] inCode = ["LoggerFactory", "TimeProvider", "Redact", "StopsAfter", "QueuePolicies", "SessionDirectory",
            "Connect", "CertificateSelector", "ValidateClient", "ValidateServer", "Upgrade"];
        Type[] simple = [typeof(int), typeof(long), typeof(double), typeof(bool), typeof(TimeSpan), typeof(string), typeof(X509Certificate2), typeof(X509Certificate2Collection)];
        foreach (var (type, read) in nested)
        {
            Assert.All(type.GetProperties().Where(property => property.CanWrite), property =>
            {
                var plain = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
                Assert.True(plain.IsEnum || simple.Contains(plain) || read.Contains(property.Name) || inCode.Contains(property.Name), $"{type.Name}.{property.Name}");
            });
        }
    }

    private static T Get<T>(IHost host) where T : class => host.Services.GetRequiredService<IOptionsMonitor<T>>().Get(nameof(DeviceLinkServer));
}
