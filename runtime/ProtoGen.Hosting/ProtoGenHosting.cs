using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProtoGen.Connections;

namespace ProtoGen.Hosting;

/// <summary>What emitted extension methods are made of: <c>AddDeviceLinkServer</c> and <c>AddDeviceLinkClient</c> for a protocol DeviceLink.</summary>
public static class ProtoGenHosting
{
    /// <summary>The tag of every health check made here.</summary>
    public const string HealthTag = "protogen";

    /// <summary>Adds a server as a singleton that starts and stops with the host, options under its name that are checked at the start, and
    /// a health check of its name: whether it listens.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="schema">The schema's heartbeat of this side.</param>
    /// <param name="configuration">Where its options stand; null for nowhere.</param>
    /// <param name="configure">Changes them in code, after the configuration.</param>
    /// <param name="create">Makes the server.</param>
    /// <exception cref="InvalidOperationException">Such a server was added before.</exception>
    public static IServiceCollection AddServer<TServer>(
        IServiceCollection services,
        HeartbeatSettings schema,
        IConfiguration? configuration,
        Action<HostedServerOptions>? configure,
        Func<IServiceProvider, string[], ServerOptions, TServer> create)
        where TServer : class, IProtocolServer
    {
        var name = NameOf<TServer>(services);
        services.AddSingleton<IValidateOptions<HostedServerOptions>>(new ServerOptionsValidation(name));
        services.AddOptions<HostedServerOptions>(name).Configure(options =>
        {
            HostedOptionsReading.Prepare(options, schema);
            if (configuration is not null) HostedOptionsReading.Read(options, configuration);
            configure?.Invoke(options);
        }).ValidateOnStart();
        services.AddSingleton(provider =>
        {
            var options = Get<HostedServerOptions>(provider, name);
            var server = options.Server;
            return create(provider, [.. options.Endpoints], server with
            {
                LoggerFactory = server.LoggerFactory ?? provider.GetService<ILoggerFactory>(),
                TimeProvider = ClockOf(provider, server.TimeProvider),
            });
        });
        services.AddSingleton(provider => new HostedServer<TServer>(
            provider.GetRequiredService<TServer>(), Get<HostedServerOptions>(provider, name).Server.DrainTimeout));
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<HostedServer<TServer>>());
        return AddHealth<HostedServer<TServer>>(services, name);
    }

    /// <summary>Adds a client as a singleton that starts and stops with the host, options under its name that are checked at the start, and
    /// a health check of its name: whether it is ready.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="schema">The schema's heartbeat of this side.</param>
    /// <param name="configuration">Where its options stand; null for nowhere.</param>
    /// <param name="configure">Changes them in code, after the configuration.</param>
    /// <param name="create">Makes the client; the time is its request timeout.</param>
    /// <exception cref="InvalidOperationException">Such a client was added before.</exception>
    public static IServiceCollection AddClient<TClient>(
        IServiceCollection services,
        HeartbeatSettings schema,
        IConfiguration? configuration,
        Action<HostedClientOptions>? configure,
        Func<IServiceProvider, string[], ClientOptions, TimeSpan, TClient> create)
        where TClient : ClientBase
    {
        var name = NameOf<TClient>(services);
        services.AddSingleton<IValidateOptions<HostedClientOptions>>(new ClientOptionsValidation(name));
        services.AddOptions<HostedClientOptions>(name).Configure(options =>
        {
            HostedOptionsReading.Prepare(options, schema);
            if (configuration is not null) HostedOptionsReading.Read(options, configuration);
            configure?.Invoke(options);
        }).ValidateOnStart();
        services.AddSingleton(provider =>
        {
            var options = Get<HostedClientOptions>(provider, name);
            var client = options.Client;
            return create(
                provider,
                [.. options.Endpoints],
                client with
                {
                    LoggerFactory = client.LoggerFactory ?? provider.GetService<ILoggerFactory>(),
                    TimeProvider = ClockOf(provider, client.TimeProvider),
                },
                options.RequestTimeout);
        });
        services.AddSingleton(provider => new HostedClient<TClient>(provider.GetRequiredService<TClient>()));
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<HostedClient<TClient>>());
        return AddHealth<HostedClient<TClient>>(services, name);
    }

    private static string NameOf<T>(IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(T)))
            throw new InvalidOperationException($"{typeof(T).Name} was added before; one listens or connects to several endpoints.");
        return typeof(T).Name;
    }

    private static T Get<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] T>(IServiceProvider provider, string name) where T : class => provider.GetRequiredService<IOptionsMonitor<T>>().Get(name);

    // What is set in code goes before what the host has.
    private static TimeProvider ClockOf(IServiceProvider provider, TimeProvider set) =>
        set != TimeProvider.System ? set : provider.GetService<TimeProvider>() ?? set;

    private static IServiceCollection AddHealth<TCheck>(IServiceCollection services, string name) where TCheck : class, IHealthCheck
    {
        services.AddHealthChecks().Add(new HealthCheckRegistration(name, provider => provider.GetRequiredService<TCheck>(), failureStatus: null, [HealthTag]));
        return services;
    }
}
