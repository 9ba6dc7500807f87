using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace ProtoGen.Hosting;

/// <summary>Starts a server with the host and stops it in order: first it is no longer healthy, then it accepts no more, then it drains.</summary>
internal sealed class HostedServer<TServer>(TServer server, TimeSpan drain) : IHostedService, IHealthCheck where TServer : IProtocolServer
{
    public Task StartAsync(CancellationToken cancellationToken) => server.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => server.StopAsync(drain, cancellationToken);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        server.IsReady
            ? HealthCheckResult.Healthy($"Listening on {string.Join(", ", server.Endpoints)}.")
            : new(context.Registration.FailureStatus, "Not listening."));
}
