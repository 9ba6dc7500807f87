using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Samples.DeviceLinkService;

/// <summary>Writes a line whenever the health changes. A web application would map an endpoint instead.</summary>
internal sealed partial class HealthReport(HealthCheckService health, ILogger<HealthReport> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        string? last = null;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), TimeProvider.System);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var report = await health.CheckHealthAsync(stoppingToken);
            var now = string.Join(", ", report.Entries.Select(entry => $"{entry.Key} {entry.Value.Status}"));
            if (now != last) Changed(now);
            last = now;
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Health: {Health}")]
    private partial void Changed(string health);
}
