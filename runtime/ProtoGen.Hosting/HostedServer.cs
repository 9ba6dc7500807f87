using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace ProtoGen.Hosting;

/// <summary>Starts a server with the host and stops it in order: first it is no longer healthy, then it accepts no more, then it drains.</summary>
internal sealed class HostedServer<TServer>(TServer server, TimeSpan drain) : IHostedService, IHealthCheck where TServer : IProtocolServer
{
    private volatile bool _isListening;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await server.StartAsync(cancellationToken).ConfigureAwait(false);
        _isListening = true;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _isListening = false;
        await server.StopAsync(drain, cancellationToken).ConfigureAwait(false);
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        _isListening
            ? HealthCheckResult.Healthy($"Listening on {string.Join(", ", server.Endpoints)}.")
            : new(context.Registration.FailureStatus, "Not listening."));
}
