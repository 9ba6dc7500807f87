using Microsoft.Extensions.Configuration;
using ProtoGen.Connections;

namespace ProtoGen.Hosting;

/// <summary>Configuration into options. What is read into is copied first: defaults and the schema's heartbeat belong to all.</summary>
internal static class HostedOptionsReading
{
    public static void Prepare(HostedServerOptions options, HeartbeatSettings schema)
    {
        var server = options.Server;
        options.Server = server with { Limits = server.Limits with { }, FrameLog = server.FrameLog with { }, Heartbeat = (server.Heartbeat ?? schema) with { } };
    }

    public static void Prepare(HostedClientOptions options, HeartbeatSettings schema)
    {
        var client = options.Client;
        options.Client = client with
        {
            Limits = client.Limits with { },
            FrameLog = client.FrameLog with { },
            Backoff = client.Backoff with { },
            Heartbeat = (client.Heartbeat ?? schema) with { },
        };
    }

    public static void Read(HostedServerOptions options, IConfiguration section)
    {
        var server = options.Server;
        if (section.GetSection("Tls").Exists()) options.Server = server = server with { Tls = server.Tls is { } tls ? tls with { } : new() };
        OptionsReader.Read(
            server,
            section,
            ("Endpoints", entry => options.Endpoints = [.. OptionsReader.ReadList(entry)]),
            ("Tls", entry => OptionsReader.Read(server.Tls!, entry)),
            ("Limits", entry => OptionsReader.Read(server.Limits, entry)),
            ("FrameLog", entry => OptionsReader.Read(server.FrameLog, entry)),
            ("Heartbeat", entry => OptionsReader.Read(server.Heartbeat!, entry)));
    }

    public static void Read(HostedClientOptions options, IConfiguration section)
    {
        var client = options.Client;
        if (section.GetSection("Tls").Exists()) options.Client = client = client with { Tls = client.Tls is { } tls ? tls with { } : new() };
        OptionsReader.Read(
            client,
            section,
            ("Endpoints", entry => options.Endpoints = [.. OptionsReader.ReadList(entry)]),
            ("RequestTimeout", entry => options.RequestTimeout = OptionsReader.ReadTime(entry)),
            ("Tls", entry => OptionsReader.Read(client.Tls!, entry)),
            ("Limits", entry => OptionsReader.Read(client.Limits, entry)),
            ("FrameLog", entry => OptionsReader.Read(client.FrameLog, entry)),
            ("Backoff", entry => OptionsReader.Read(client.Backoff, entry)),
            ("Heartbeat", entry => OptionsReader.Read(client.Heartbeat!, entry)));
    }
}
