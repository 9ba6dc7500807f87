using System.CommandLine;
using System.Net.Sockets;
using ProtoGen.Tool.Live;
using ProtoGen.Tool.Output;
using ProtoGen.Tool.Schemas;
using ProtoGen.Tool.Serving;

namespace ProtoGen.Tool.Verbs;

/// <summary>protogen serve: a mock server of any schema.</summary>
internal static class ServeVerb
{
    public static Command Create(Terminal terminal)
    {
        var schema = AllVerbs.Schema();
        var endpoints = new Option<string[]>("--endpoint")
        {
            Description = "Where to listen: tcp://*:9089, tls://*:9443, unix:///PATH; port 0 takes a free one. May be given again.",
            DefaultValueFactory = _ => ["tcp://127.0.0.1:9089"],
        };
        var script = new Option<FileInfo?>("--script") { Description = "A YAML file with replies, delays, faults and pushes." };
        var beat = new Option<string[]>("--beat") { Description = "Values of each heartbeat: field=value …", AllowMultipleArgumentsPerToken = true };
        var certificate = new Option<FileInfo?>("--certificate") { Description = "What a tls:// endpoint shows: a PFX file without a password, or PEM." };
        var key = LiveOptions.Key();
        var clients = new Option<FileInfo?>("--client-ca") { Description = "A PEM file of authorities: clients of tls:// endpoints must show a certificate of theirs." };
        var (json, hex) = (LiveOptions.Json(), LiveOptions.Hex());
        var command = new Command("serve", "Be a server that answers everything, by default or as a script says.") { schema, endpoints, script, beat, certificate, key, clients, json, hex };
        command.SetAction((parsed, cancel) =>
        {
            var settings = new ServeSettings
            {
                Endpoints = [.. parsed.GetRequiredValue(endpoints).Select(ConnectVerb.WithScheme)],
                Script = parsed.GetValue(script),
                Beat = parsed.GetValue(beat) ?? [],
                AsJson = parsed.GetValue(json),
                WithFrames = parsed.GetValue(hex),
                Tls = Certificates.ForServer(parsed.GetValue(certificate), parsed.GetValue(key), parsed.GetValue(clients)),
            };
            var spoken = LiveSchema.Of(LoadedSchema.Read(parsed.GetRequiredValue(schema)).Protocol);
            return RunAsync(spoken, settings, terminal, cancel);
        });
        return command;
    }

    private static async Task<int> RunAsync(LiveSchema schema, ServeSettings settings, Terminal terminal, CancellationToken cancel)
    {
        try
        {
            return await ServerSession.RunAsync(schema, settings, LiveOptions.ScreenOf(terminal, settings.AsJson), cancel);
        }
        catch (Exception exception) when (exception is ArgumentException or SocketException)
        {
            throw new UsageException(exception is SocketException ? $"Nobody can listen on {string.Join(", ", settings.Endpoints)}: {exception.Message}" : exception.Message);
        }
    }
}
