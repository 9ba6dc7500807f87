using System.CommandLine;
using ProtoGen.Tool.Connecting;
using ProtoGen.Tool.Live;
using ProtoGen.Tool.Output;
using ProtoGen.Tool.Schemas;

namespace ProtoGen.Tool.Verbs;

/// <summary>protogen connect: a client of any schema, to be typed at.</summary>
internal static class ConnectVerb
{
    public static Command Create(Terminal terminal)
    {
        var schema = AllVerbs.Schema();
        var endpoints = new Argument<string[]>("endpoint")
        {
            Description = "HOST:PORT, tcp://HOST:PORT, tls://HOST:PORT or unix:///PATH; several stand in for each other.",
            Arity = ArgumentArity.OneOrMore,
        };
        var register = new Option<string[]>("--register") { Description = "Values of the registration: field=value …", AllowMultipleArgumentsPerToken = true };
        var beat = new Option<string[]>("--beat") { Description = "Values of each heartbeat: field=value …", AllowMultipleArgumentsPerToken = true };
        var farewell = new Option<string[]>("--farewell") { Description = "Values of the farewell: field=value …", AllowMultipleArgumentsPerToken = true };
        var timeout = LiveOptions.Time("--timeout", "How long a request may take, waiting for a connection included.", TimeSpan.FromSeconds(10));
        var authority = new Option<FileInfo?>("--ca") { Description = "A PEM file of authorities that a tls:// server is trusted by, instead of the system's." };
        var name = new Option<string?>("--name") { Description = "The name that the certificate of a tls:// server must be for; by default the host." };
        var certificate = new Option<FileInfo?>("--certificate") { Description = "What is shown to a tls:// server that asks: a PFX file without a password, or PEM." };
        var key = LiveOptions.Key();
        var insecure = new Option<bool>("--insecure") { Description = "Trust whatever certificate a tls:// server shows." };
        var (json, hex) = (LiveOptions.Json(), LiveOptions.Hex());
        var command = new Command("connect", "Talk to a server: say messages by name, see replies and pushes.") { schema, endpoints, register, beat, farewell, timeout, authority, name, insecure, certificate, key, json, hex };
        command.SetAction((parsed, cancel) =>
        {
            var settings = new ConnectSettings
            {
                Endpoints = [.. parsed.GetRequiredValue(endpoints).Select(WithScheme)],
                Register = parsed.GetValue(register) ?? [],
                Beat = parsed.GetValue(beat) ?? [],
                Farewell = parsed.GetValue(farewell) ?? [],
                Timeout = parsed.GetValue(timeout),
                AsJson = parsed.GetValue(json),
                WithFrames = parsed.GetValue(hex),
                Tls = Certificates.ForClient(parsed.GetValue(authority), parsed.GetValue(name), parsed.GetValue(insecure), parsed.GetValue(certificate), parsed.GetValue(key)),
            };
            var spoken = LiveSchema.Of(LoadedSchema.Read(parsed.GetRequiredValue(schema)).Protocol);
            return RunAsync(spoken, settings, terminal, cancel);
        });
        return command;
    }

    /// <summary>An endpoint without a scheme is TCP.</summary>
    internal static string WithScheme(string endpoint) => endpoint.Contains("://", StringComparison.Ordinal) ? endpoint : "tcp://" + endpoint;

    private static async Task<int> RunAsync(LiveSchema schema, ConnectSettings settings, Terminal terminal, CancellationToken cancel)
    {
        try
        {
            return await ClientSession.RunAsync(schema, settings, LiveOptions.ScreenOf(terminal, settings.AsJson), cancel);
        }
        catch (ArgumentException exception)
        {
            throw new UsageException(exception.Message);
        }
    }
}
