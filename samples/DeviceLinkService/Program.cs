using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using ProtoGen;
using Samples.DeviceLink;
using Samples.DeviceLinkService;

var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = args, ContentRootPath = AppContext.BaseDirectory });

builder.Services.AddDeviceLinkServer(
    builder.Configuration.GetSection("Server"),
    (services, peer) => new Device(peer, services.GetRequiredService<ILogger<Device>>()));

// A device of our own, where the configuration has an endpoint for it.
if (builder.Configuration.GetSection("Device:Endpoints").GetChildren().Any(endpoint => endpoint.Value is { Length: > 0 }))
{
    builder.Services.AddDeviceLinkClient(
        builder.Configuration.GetSection("Device"),
        _ => new() { AppId = "996da38d-a7be-4947-aa4c-f8208b5f4ade", Imei = "869858030720693" });
    builder.Services.AddHostedService<TimeKeeper>();
}

builder.Services.AddHostedService<HealthReport>();
builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics
    .AddMeter(ProtoGenTelemetry.MeterName)
    .AddConsoleExporter((_, reader) => reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds =
        (int)builder.Configuration.GetValue("Metrics:Every", TimeSpan.FromSeconds(10)).TotalMilliseconds));

await builder.Build().RunAsync();
