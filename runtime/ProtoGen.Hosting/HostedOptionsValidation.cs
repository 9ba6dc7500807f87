using Microsoft.Extensions.Options;
using ProtoGen.Client;
using ProtoGen.Transports;

namespace ProtoGen.Hosting;

/// <summary>Says at the start of the host what a server would refuse when it starts.</summary>
internal sealed class ServerOptionsValidation(string name) : IValidateOptions<HostedServerOptions>
{
    public ValidateOptionsResult Validate(string? asked, HostedServerOptions options) => asked != name
        ? ValidateOptionsResult.Skip
        : HostedOptionsValidation.Run(name, options.Endpoints, () =>
        {
            foreach (var endpoint in options.Endpoints) EndpointAddress.Parse(endpoint);
            options.Server.Validated();
            options.Server.FrameLog.Validated();
            options.Server.Heartbeat?.Validated();
        });
}

/// <summary>Says at the start of the host what a client would refuse when it starts.</summary>
internal sealed class ClientOptionsValidation(string name) : IValidateOptions<HostedClientOptions>
{
    public ValidateOptionsResult Validate(string? asked, HostedClientOptions options) => asked != name
        ? ValidateOptionsResult.Skip
        : HostedOptionsValidation.Run(name, options.Endpoints, () =>
        {
            EndpointSweep.Parse([.. options.Endpoints]);
            options.Client.Validated();
            if (options.RequestTimeout <= TimeSpan.Zero) throw new ArgumentException("The request timeout must be positive.");
            (options.Client.Limits with { HandshakeTimeout = options.Client.ConnectTimeout }).Validated();
            options.Client.FrameLog.Validated();
            options.Client.Heartbeat?.Validated();
        });
}

internal static class HostedOptionsValidation
{
    public static ValidateOptionsResult Run(string name, IList<string> endpoints, Action check)
    {
        if (endpoints.Count == 0) return ValidateOptionsResult.Fail($"{name}: there is no endpoint; give Endpoints, such as [ \"tcp://localhost:9089\" ].");
        try
        {
            check();
            return ValidateOptionsResult.Success;
        }
        catch (ArgumentException exception)
        {
            return ValidateOptionsResult.Fail($"{name}: {exception.Message}");
        }
    }
}
