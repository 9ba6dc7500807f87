using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace ProtoGen.Hosting;

/// <summary>Starts a client with the host, which does not wait until it is ready: its server may come later. Stops it with the host.</summary>
internal sealed class HostedClient<TClient>(TClient client) : IHostedService, IHealthCheck where TClient : ClientBase
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // How it fares is told by its log, its state and its health.
        _ = client.StartAsync(CancellationToken.None);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => client.DisposeAsync().AsTask().WaitAsync(cancellationToken);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var state = client.State;
        return Task.FromResult(state == ClientState.Ready ? HealthCheckResult.Healthy("Ready.") : new(context.Registration.FailureStatus, $"{state}."));
    }
}
