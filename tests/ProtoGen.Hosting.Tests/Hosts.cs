using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Samples.DeviceLink;

namespace ProtoGen.Hosting.Tests;

/// <summary>Hosts with DeviceLink in them; settings are what stands in the configuration.</summary>
internal static class Hosts
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    public static IHost Serving(Action<HostedServerOptions>? configure = null, params (string Key, string Value)[] settings)
    {
        var builder = Builder(settings);
        builder.Services.AddDeviceLinkServer(builder.Configuration.GetSection("Link"), (_, _) => new Handler(), configure);
        return builder.Build();
    }

    public static IHost Calling(Action<HostedClientOptions>? configure = null, params (string Key, string Value)[] settings)
    {
        var builder = Builder(settings);
        builder.Services.AddDeviceLinkClient(builder.Configuration.GetSection("Link"), _ => new() { AppId = "a", Imei = "1" }, configure: configure);
        return builder.Build();
    }

    public static HostApplicationBuilder Builder(params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings.Select(one => KeyValuePair.Create("Link:" + one.Key, (string?)one.Value)));
        return builder;
    }

    public static int Port(this IHost host) => ((IPEndPoint)host.Services.GetRequiredService<DeviceLinkServer>().Endpoints[0]).Port;

    internal sealed class Handler : DeviceLinkServerHandler
    {
        public override ValueTask<RegisterReply> OnRegister(Register request, DeviceLinkContext context) => new(new RegisterReply { ErrorCode = ErrorCode.Ok });

        public override ValueTask<GetDateTimeReply> OnGetDateTime(GetDateTime request, DeviceLinkContext context) =>
            new(new GetDateTimeReply { ErrorCode = ErrorCode.Ok, Text = "now" });

        public override ValueTask<UploadFileReply> OnUploadFile(UploadFile request, DeviceLinkContext context) => throw new NotSupportedException();
    }
}
