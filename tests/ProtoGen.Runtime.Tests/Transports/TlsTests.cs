using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using ProtoGen.Heartbeats;
using Samples.DeviceLink;

namespace ProtoGen.Runtime.Tests.Transports;

public sealed class TlsTests
{
    private static readonly TestAuthority s_authority = new();

    [Fact]
    public async Task A_certificate_for_another_name_is_refused_with_both_names()
    {
        await using var server = await StartAsync(new() { Certificate = s_authority.Server("elsewhere.example") });
        var failure = await RefusalAsync(server, Trusting);
        Assert.Contains("it is for 'elsewhere.example', not for '127.0.0.1'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_certificate_is_refused_with_its_date()
    {
        var expired = s_authority.Server(validFor: TimeSpan.FromDays(-3));
        await using var server = await StartAsync(new() { Certificate = expired });
        var failure = await RefusalAsync(server, ForLocalhost);
        Assert.Contains($"it expired on {expired.NotAfter.ToUniversalTime():yyyy-MM-dd}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_of_an_unknown_authority_is_refused_with_its_name()
    {
        await using var server = await StartAsync(new() { Certificate = new TestAuthority("Somebody").Server() });
        var failure = await RefusalAsync(server, ForLocalhost);
        Assert.Contains("its authority (CN=Somebody) is not trusted", failure.Message, StringComparison.Ordinal);
        // TLS 1.3 tells the server nothing: to it the handshake was over.
        await Eventually.IsTrue(() => server.ConnectionCount == 0);
    }

    [Fact]
    public async Task The_system_trusts_no_authority_of_ours()
    {
        await using var server = await StartAsync(new() { Certificate = s_authority.Server() });
        var failure = await RefusalAsync(server, new() { TargetName = "localhost" });
        Assert.Contains("is not trusted", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_without_the_certificate_that_is_required_is_refused_and_both_sides_know_why()
    {
        var log = new TestLog();
        await using var server = await StartAsync(
            new() { Certificate = s_authority.Server(), ClientCertificates = ClientCertificatePolicy.Required, TrustedAuthorities = s_authority.Trust }, log);
        var failure = await RefusalAsync(server, ForLocalhost);
        Assert.Contains("asked for a certificate, was shown none", failure.Message, StringComparison.Ordinal);
        await Eventually.IsTrue(() => log.Has("TlsFailed", "the client shows no certificate"));
        Assert.Equal(1, server.Counters.EndedBy(DisconnectReason.TlsFailed));
        Assert.Equal(0, server.ConnectionCount);
    }

    [Fact]
    public async Task A_client_with_an_expired_or_a_strange_certificate_is_refused()
    {
        var log = new TestLog();
        await using var server = await StartAsync(
            new() { Certificate = s_authority.Server(), ClientCertificates = ClientCertificatePolicy.Optional, TrustedAuthorities = s_authority.Trust }, log);
        await RefusalAsync(server, ForLocalhost with { Certificate = s_authority.Client(validFor: TimeSpan.FromDays(-1)) });
        await RefusalAsync(server, ForLocalhost with { Certificate = new TestAuthority("Somebody").Client() });
        await Eventually.IsTrue(() => log.Has("CN=device 1", "expired on") && log.Has("CN=device 1", "CN=Somebody", "not trusted"));
        Assert.Equal(2, server.Counters.EndedBy(DisconnectReason.TlsFailed));
    }

    [Fact]
    public async Task A_handler_sees_the_certificate_its_client_has_shown()
    {
        var certificate = s_authority.Client("device 7");
        await using var server = await StartAsync(
            new() { Certificate = s_authority.Server(), ClientCertificates = ClientCertificatePolicy.Required, TrustedAuthorities = s_authority.Trust });
        await using var client = Client(server, ForLocalhost with { Certificate = certificate });
        await client.StartAsync().WaitAsync(Engine.Deadline);
        Assert.True(server.TryGetPeer("1", out var peer));
        Assert.Equal(certificate.Thumbprint, peer.RemoteCertificate?.Thumbprint);
    }

    [Fact]
    public async Task A_client_that_may_stay_without_a_certificate_is_let_in()
    {
        await using var server = await StartAsync(
            new() { Certificate = s_authority.Server(), ClientCertificates = ClientCertificatePolicy.Optional, TrustedAuthorities = s_authority.Trust });
        await using var client = Client(server, ForLocalhost);
        await client.StartAsync().WaitAsync(Engine.Deadline);
        Assert.True(server.TryGetPeer("1", out var peer));
        Assert.Null(peer.RemoteCertificate);
    }

    [Fact]
    public async Task Validation_hooks_decide_instead_of_the_usual_check()
    {
        var seen = new List<SslPolicyErrors>();
        var strange = new TestAuthority("Somebody");
        await using var server = await StartAsync(new()
        {
            Certificate = strange.Server("elsewhere.example"),
            ClientCertificates = ClientCertificatePolicy.Required,
            ValidateClient = (_, certificate, _, errors) =>
            {
                seen.Add(errors);
                return certificate!.Subject == "CN=device 1";
            },
        });
        var options = new ClientTlsOptions
        {
            Certificate = strange.Client(),
            ValidateServer = (_, certificate, _, errors) => (errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0 && certificate is X509Certificate2,
        };
        await using var client = Client(server, options);
        await client.StartAsync().WaitAsync(Engine.Deadline);
        Assert.Equal([SslPolicyErrors.RemoteCertificateChainErrors], seen);

        await RefusalAsync(server, options with { Certificate = strange.Client("device 2") });
        var failure = await RefusalAsync(server, options with { ValidateServer = (_, _, _, _) => false });
        Assert.Contains("is refused", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_is_changed_under_live_connections()
    {
        SslStreamCertificateContext shown = s_authority.ServerContext(), next = s_authority.ServerContext();
        var current = shown;
        await using var server = await StartAsync(new() { CertificateSelector = _ => Volatile.Read(ref current) });
        var thumbprints = new List<string>();
        var options = ForLocalhost with
        {
            ValidateServer = (_, certificate, _, errors) =>
            {
                thumbprints.Add(((X509Certificate2)certificate!).Thumbprint);
                return errors == SslPolicyErrors.None;
            },
        };
        await using var first = Client(server, options);
        await first.StartAsync().WaitAsync(Engine.Deadline);
        Volatile.Write(ref current, next);
        await using var second = Client(server, options, "2");
        await second.StartAsync().WaitAsync(Engine.Deadline);

        Assert.Equal([shown.TargetCertificate.Thumbprint, next.TargetCertificate.Thumbprint], thumbprints);
        Assert.Equal("now", (await first.GetDateTimeAsync()).Text);
        Assert.Equal("now", (await second.GetDateTimeAsync()).Text);
        Assert.Equal(2, server.ConnectionCount);
    }

    [Fact]
    public async Task The_selector_is_told_the_name_the_client_asks_for()
    {
        var contexts = new Dictionary<string, SslStreamCertificateContext> { ["a.example"] = s_authority.ServerContext("a.example"), ["b.example"] = s_authority.ServerContext("b.example") };
        await using var server = await StartAsync(new() { CertificateSelector = name => contexts[name] });
        foreach (var name in contexts.Keys)
        {
            await using var client = Client(server, Trusting with { TargetName = name });
            await client.StartAsync().WaitAsync(Engine.Deadline);
        }

        await RefusalAsync(server, Trusting with { TargetName = "c.example" });
        await Eventually.IsTrue(() => server.Counters.EndedBy(DisconnectReason.TlsFailed) == 1);
    }

    [Fact]
    public async Task A_client_goes_on_trying_and_is_ready_once_the_certificate_is_mended()
    {
        var current = s_authority.ServerContext("elsewhere.example");
        await using var server = await StartAsync(new() { CertificateSelector = _ => Volatile.Read(ref current) });
        var failed = new TaskCompletionSource();
        await using var client = TestClients.Create([Endpoint(server)], TestClients.Quick with { Tls = ForLocalhost }, changed: change =>
        {
            if (change.Reason == DisconnectReason.TlsFailed) failed.TrySetResult();
        });
        var ready = client.StartAsync();
        await failed.Task.WaitAsync(Engine.Deadline);
        Volatile.Write(ref current, s_authority.ServerContext());
        await ready.WaitAsync(Engine.Deadline);
    }

    [Fact]
    public async Task A_client_is_securing_before_it_registers()
    {
        await using var server = await StartAsync(new() { Certificate = s_authority.Server() });
        var states = new List<ClientState>();
        await using var client = TestClients.Create(
            [Endpoint(server)], TestClients.Quick with { Tls = ForLocalhost }, changed: change => states.Add(change.State));
        await client.StartAsync().WaitAsync(Engine.Deadline);
        Assert.Equal([ClientState.Connecting, ClientState.Securing, ClientState.Registering, ClientState.Ready], states);
    }

    [Fact]
    public async Task What_is_agreed_on_in_clear_text_comes_before_the_handshake_of_every_connection()
    {
        var said = new ConcurrentQueue<string>();
        await using var server = await StartAsync(new() { Certificate = s_authority.Server(), Upgrade = (clear, cancel) => AgreeAsync(clear, "READY", "START", said, cancel) });
        await using var client = Client(server, ForLocalhost with { Upgrade = (clear, cancel) => AgreeAsync(clear, "START", "READY", said, cancel) });
        for (var epoch = 1; epoch <= 2; epoch++)
        {
            await client.StartAsync().WaitAsync(Engine.Deadline);
            await Eventually.IsTrue(() => client.LastChange is { State: ClientState.Ready } last && last.Epoch == epoch);
            Assert.Equal("now", (await client.GetDateTimeAsync()).Text);
            Assert.Equal(Enumerable.Repeat(new[] { "READY", "START" }, epoch).SelectMany(both => both).Order(), said.Order());
            client.Disconnect();
        }
    }

    [Fact]
    public async Task Where_the_agreement_fails_nothing_was_secured_and_both_sides_say_why()
    {
        var log = new TestLog();
        await using var server = await StartAsync(
            new() { Certificate = s_authority.Server(), Upgrade = (_, _) => throw new InvalidDataException("The first words are not ours.") }, log);
        var failure = await RefusalAsync(server, ForLocalhost with { Upgrade = (_, _) => throw new NotSupportedException("the server takes no TLS") });
        Assert.Contains("could not be secured: the server takes no TLS.", failure.Message, StringComparison.Ordinal);
        await Eventually.IsTrue(() => log.Has("TlsFailed", "The first words are not ours."));
        Assert.Equal(1, server.Counters.EndedBy(DisconnectReason.TlsFailed));
    }

    [Fact]
    public async Task What_an_agreement_throws_is_told_as_it_is()
    {
        await using var server = await StartAsync(new() { Certificate = s_authority.Server() });
        foreach (var thrown in new Exception[] { new IOException("no such word"), new OperationCanceledException("out of patience") })
        {
            var failure = await RefusalAsync(server, ForLocalhost with { Upgrade = (_, _) => ValueTask.FromException(thrown) });
            Assert.Contains($"could not be secured: {thrown.Message}.", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_agreement_that_takes_too_long_is_a_handshake_that_does()
    {
        await using var server = await StartAsync(
            new() { Certificate = s_authority.Server(), Upgrade = async (_, cancel) => await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel) },
            limits: new() { HandshakeTimeout = TimeSpan.FromMilliseconds(300) });
        using var socket = await RawClient.ConnectAsync(server.Endpoints[0]);
        await socket.DrainAsync();
        await Eventually.IsTrue(() => server.Counters.EndedBy(DisconnectReason.HandshakeTimeout) == 1);
    }

    [Fact]
    public async Task Plain_bytes_on_a_TLS_port_end_that_connection_and_no_other()
    {
        var log = new TestLog();
        await using var server = await StartAsync(new() { Certificate = s_authority.Server() }, log);
        await using var bystander = Client(server, ForLocalhost);
        await bystander.StartAsync().WaitAsync(Engine.Deadline);
        using var socket = await RawClient.ConnectAsync(server.Endpoints[0]);
        await socket.SendAsync(Frames.Register());
        await socket.DrainAsync();
        await Eventually.IsTrue(() => log.Has("refused (TlsFailed)", "could not be secured"));
        Assert.Equal(1, server.Counters.EndedBy(DisconnectReason.TlsFailed));
        Assert.Equal("now", (await bystander.GetDateTimeAsync()).Text);
    }

    [Fact]
    public async Task TLS_on_a_plain_port_ends_that_connection_and_no_other()
    {
        await using var server = new DeviceLinkServer(new TestHandler(), "tcp://127.0.0.1:0");
        await server.StartAsync();
        await using var bystander = TestClients.Create([$"tcp://{server.Endpoints[0]}"]);
        await bystander.StartAsync().WaitAsync(Engine.Deadline);
        var failure = await RefusalAsync(server, ForLocalhost);
        Assert.Equal(DisconnectReason.TlsFailed, failure.Reason);
        await Eventually.IsTrue(() => server.Counters.EndedBy(DisconnectReason.FrameTooLarge) == 1);
        Assert.Equal("now", (await bystander.GetDateTimeAsync()).Text);
    }

    [Fact]
    public async Task A_client_that_says_nothing_is_ended_after_the_handshake_timeout()
    {
        await using var server = await StartAsync(
            new() { Certificate = s_authority.Server() }, limits: new() { HandshakeTimeout = TimeSpan.FromMilliseconds(300) });
        using var socket = await RawClient.ConnectAsync(server.Endpoints[0]);
        await socket.DrainAsync();
        await Eventually.IsTrue(() => server.Counters.EndedBy(DisconnectReason.HandshakeTimeout) == 1);
        Assert.Equal(0, server.ConnectionCount);
    }

    [Fact]
    public async Task The_handshake_timeout_counts_TLS_and_registration_together()
    {
        var time = new FakeTimeProvider();
        await using var server = new StrictServer("tls://127.0.0.1:0")
        {
            Options = new() { Tls = new() { Certificate = s_authority.Server() }, TimeProvider = time, Limits = new() { HandshakeTimeout = TimeSpan.FromSeconds(10) } },
        };
        await server.StartAsync();
        var port = ((IPEndPoint)server.Endpoints[0]).Port;
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, port);
        await using var stream = new SslStream(tcp.GetStream(), false, (_, certificate, _, _) => certificate is not null);
        // The server has accepted and waits for a greeting that comes late.
        await Eventually.IsTrue(() => server.PendingHandshakes == 1);
        Advance(time, TimeSpan.FromSeconds(6));
        await stream.AuthenticateAsClientAsync("localhost").WaitAsync(Engine.Deadline);
        await Eventually.IsTrue(() => server.PendingHandshakes == 0);
        Advance(time, TimeSpan.FromSeconds(3.5));
        Assert.Equal(1, server.ConnectionCount);
        Advance(time, TimeSpan.FromSeconds(1));
        Assert.Equal(1, server.Counters.EndedBy(DisconnectReason.HandshakeTimeout));
        Assert.Equal(0, server.ConnectionCount);
    }

    [Fact]
    public async Task A_server_that_stops_does_not_wait_for_handshakes()
    {
        var server = await StartAsync(new() { Certificate = s_authority.Server() });
        using var socket = await RawClient.ConnectAsync(server.Endpoints[0]);
        await Eventually.IsTrue(() => server.PendingHandshakes == 1);
        await server.StopAsync(TimeSpan.FromMinutes(5)).WaitAsync(Engine.Deadline);
        await socket.DrainAsync();
        Assert.Equal(1, server.Counters.EndedBy(DisconnectReason.ServerDraining));
    }

    [Theory]
    [InlineData("tls://127.0.0.1:0", false)]
    [InlineData("tcp://127.0.0.1:0", true)]
    public async Task Endpoints_and_TLS_options_have_to_go_together(string endpoint, bool hasTls)
    {
        await using var server = new DeviceLinkServer(new TestHandler(), endpoint)
        {
            Options = new() { Tls = hasTls ? new() { Certificate = s_authority.Server() } : null },
        };
        await Assert.ThrowsAsync<ArgumentException>(() => server.StartAsync());
    }

    [Fact]
    public async Task TLS_options_that_cannot_be_meant_are_refused_at_the_start()
    {
        using var bare = X509CertificateLoader.LoadCertificate(s_authority.Server().RawData);
        ServerTlsOptions[] servers = [new(), new() { Certificate = bare }, new() { Certificate = s_authority.Server(), CertificateSelector = _ => s_authority.ServerContext() }];
        foreach (var options in servers) await Assert.ThrowsAsync<ArgumentException>(() => StartAsync(options));

        ClientTlsOptions[] clients = [new() { Certificate = bare }, new() { Certificate = s_authority.Client(), CertificateSelector = () => null }];
        foreach (var options in clients)
        {
            await using var client = TestClients.Create(["tls://localhost:1"], new() { Tls = options });
            await Assert.ThrowsAsync<ArgumentException>(() => client.StartAsync());
        }

        await using var plain = TestClients.Create(["tcp://localhost:1"], new() { Tls = new() });
        await Assert.ThrowsAsync<ArgumentException>(() => plain.StartAsync());
    }

    private static async ValueTask AgreeAsync(Stream clear, string say, string expect, ConcurrentQueue<string> said, CancellationToken cancel)
    {
        await clear.WriteAsync(Encoding.ASCII.GetBytes(say), cancel);
        var heard = new byte[expect.Length];
        await clear.ReadExactlyAsync(heard, cancel);
        Assert.Equal(expect, Encoding.ASCII.GetString(heard));
        said.Enqueue(say);
    }

    private static ClientTlsOptions Trusting => new() { TrustedAuthorities = s_authority.Trust };

    private static ClientTlsOptions ForLocalhost => Trusting with { TargetName = "localhost" };

    private static string Endpoint(DeviceLinkServer server) => $"tls://{server.Endpoints[0]}";

    private static void Advance(FakeTimeProvider time, TimeSpan span)
    {
        for (var left = span; left > TimeSpan.Zero; left -= TimerWheel.Tick) time.Advance(TimerWheel.Tick);
    }

    private static async Task<DeviceLinkServer> StartAsync(ServerTlsOptions tls, TestLog? log = null, ConnectionLimits? limits = null)
    {
        var server = new DeviceLinkServer(new TestHandler(), "tls://127.0.0.1:0") { Options = new() { Tls = tls, LoggerFactory = log, Limits = limits ?? new() } };
        await server.StartAsync();
        return server;
    }

    private static DeviceLinkClient Client(DeviceLinkServer server, ClientTlsOptions tls, string imei = "1") => new(Endpoint(server))
    {
        Registration = () => new() { AppId = "a", Imei = imei },
        Options = TestClients.Quick with { Tls = tls },
    };

    // A client that takes a failed handshake for final tells why it stopped.
    private static async Task<ConnectionException> RefusalAsync(DeviceLinkServer server, ClientTlsOptions tls)
    {
        await using var client = new DeviceLinkClient(Endpoint(server))
        {
            Registration = () => new() { AppId = "a", Imei = "1" },
            Options = TestClients.Quick with { Tls = tls, StopsAfter = new HashSet<DisconnectReason> { DisconnectReason.TlsFailed } },
        };
        var stopped = await Assert.ThrowsAsync<ConnectionException>(() => client.StartAsync().WaitAsync(Engine.Deadline));
        Assert.Equal(DisconnectReason.TlsFailed, stopped.Reason);
        Assert.Equal(ClientState.Stopped, client.State);
        return stopped;
    }
}
