using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Tests.Live;

/// <summary>connect and serve over TLS, on real sockets, with certificates of an authority made for the test.</summary>
public sealed class TlsTests : IDisposable
{
    private static readonly string[] Registration = ["--register", "appId=app", "imei=869858030720693"];
    private readonly CertificateFolder _certificates = new();

    public void Dispose() => _certificates.Dispose();

    [Fact]
    public async Task A_server_of_a_trusted_authority_is_spoken_to_and_one_of_an_unknown_one_is_refused()
    {
        await using var server = Serve(_certificates.Issue("127.0.0.1"));
        var endpoint = await EndpointOf(server);
        var run = await Connect(endpoint, "--ca", _certificates.AuthorityFile);
        Assert.Equal(ExitCodes.Ok, run.ExitCode);
        Assert.Contains("< GetDateTime.reply errorCode=Ok", run.Out, StringComparison.Ordinal);

        run = await Connect(endpoint);
        Assert.Equal(ExitCodes.Findings, run.ExitCode);
        Assert.Contains("its authority (CN=Test authority) is not trusted", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("GetDateTime.reply", run.Out, StringComparison.Ordinal);

        run = await Connect(endpoint, "--insecure");
        Assert.Equal(ExitCodes.Ok, run.ExitCode);
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_refused_with_both_names_unless_that_name_is_asked_for()
    {
        await using var server = Serve(_certificates.Issue("devices.example"));
        var endpoint = await EndpointOf(server);
        var run = await Connect(endpoint, "--ca", _certificates.AuthorityFile);
        Assert.Equal(ExitCodes.Findings, run.ExitCode);
        Assert.Contains("the server's certificate (CN=devices.example) is refused: it is for 'devices.example', not for '127.0.0.1'", run.Out, StringComparison.Ordinal);
        Assert.Contains("stopped: TlsFailed", run.Out, StringComparison.Ordinal);

        run = await Connect(endpoint, "--ca", _certificates.AuthorityFile, "--name", "devices.example");
        Assert.Equal(ExitCodes.Ok, run.ExitCode);
    }

    [Fact]
    public async Task A_server_with_an_authority_for_clients_lets_in_those_that_show_a_certificate_of_it_and_no_others()
    {
        using var others = new CertificateFolder();
        await using var server = Serve(_certificates.Issue("127.0.0.1"), "--client-ca", _certificates.AuthorityFile);
        var endpoint = await EndpointOf(server);
        string[] trust = ["--ca", _certificates.AuthorityFile];
        var run = await Connect(endpoint, [.. trust, "--certificate", _certificates.Issue("device-1")]);
        Assert.Equal(ExitCodes.Ok, run.ExitCode);
        Assert.Contains("< GetDateTime.reply errorCode=Ok", run.Out, StringComparison.Ordinal);

        run = await Connect(endpoint, trust);
        Assert.Equal(ExitCodes.Findings, run.ExitCode);
        Assert.Contains("give one with --certificate", run.Out, StringComparison.Ordinal);
        await server.SeeAsync("the client shows no certificate");

        run = await Connect(endpoint, [.. trust, "--certificate", others.Issue("device-2")]);
        Assert.Equal(ExitCodes.Findings, run.ExitCode);
        await server.SeeAsync("the client's certificate (CN=device-2) is refused");
    }

    [Fact]
    public async Task Certificates_may_have_their_keys_beside_them_stand_before_another_authority_s_or_be_pfx_files()
    {
        var (certificate, key) = CertificateFolder.Divide(_certificates.Issue("127.0.0.1"));
        await using (var server = Serve(certificate, "--key", key))
            Assert.Equal(ExitCodes.Ok, (await Connect(await EndpointOf(server), "--ca", _certificates.AuthorityFile)).ExitCode);
        await using (var server = Serve(_certificates.Issue("127.0.0.1", isBehindAnother: true)))
            Assert.Equal(ExitCodes.Ok, (await Connect(await EndpointOf(server), "--ca", _certificates.AuthorityFile)).ExitCode);
        await using (var server = Serve(CertificateFolder.ToPfx(_certificates.Issue("127.0.0.1"))))
            Assert.Equal(ExitCodes.Ok, (await Connect(await EndpointOf(server), "--ca", _certificates.AuthorityFile)).ExitCode);
    }

    [Theory]
    [InlineData("--key is the key of a --certificate: give that, too.", "connect", "tls://127.0.0.1:1", "--key", "authority.pem")]
    [InlineData("--insecure trusts every server: leave out --ca and --name, or --insecure.", "connect", "tls://127.0.0.1:1", "--insecure", "--ca", "authority.pem")]
    [InlineData("nowhere.pem cannot be read as a certificate", "connect", "tls://127.0.0.1:1", "--ca", "nowhere.pem")]
    [InlineData("--client-ca is for tls:// endpoints: give the server's own --certificate, too.", "serve", "--endpoint", "tls://127.0.0.1:0", "--client-ca", "authority.pem")]
    [InlineData("authority.pem cannot be read as a certificate", "serve", "--endpoint", "tls://127.0.0.1:0", "--certificate", "authority.pem")]
    [InlineData("tls://127.0.0.1:0", "serve", "--endpoint", "tls://127.0.0.1:0")]
    public async Task Options_that_cannot_be_met_are_refused_before_anybody_connects(string problem, string verb, params string[] options)
    {
        var run = await Command.Run([verb, Repository.DeviceLink, .. options.Select(option => option.EndsWith(".pem", StringComparison.Ordinal) ? _certificates[option] : option), .. verb == "connect" ? Registration : []]);
        Assert.Equal((ExitCodes.Usage, ""), (run.ExitCode, run.Out));
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
    }

    private static CommandProcess Serve(string certificate, params string[] options) =>
        CommandProcess.Start(["serve", Repository.DeviceLink, "--endpoint", "tls://127.0.0.1:0", "--certificate", certificate, .. options]);

    private static Task<Command> Connect(string endpoint, params string[] options) =>
        Command.RunWith("GetDateTime\n", ["connect", Repository.DeviceLink, endpoint, .. options, .. Registration]);

    private static async Task<string> EndpointOf(CommandProcess server)
    {
        var endpoint = await server.EndpointAsync();
        return endpoint.Contains("://", StringComparison.Ordinal) ? endpoint : "tls://" + endpoint;
    }
}
