using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace ProtoGen.Benchmarks.Servers.Candidates;

/// <summary>A ConnectionHandler of Kestrel.</summary>
internal static class KestrelServer
{
    public const string Name = "Kestrel";

    public static async Task<int> StartAsync(bool broadcasts)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddSingleton(new Handler(broadcasts));
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen => listen.UseConnectionHandler<Handler>()));
        var application = builder.Build();
        await application.StartAsync();
        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return new Uri(addresses.Single()).Port;
    }

    private sealed class Handler(bool broadcasts) : ConnectionHandler
    {
        private readonly ConcurrentDictionary<PipeServing, byte> _connections = new();

        public override async Task OnConnectedAsync(ConnectionContext connection)
        {
            using var serving = new PipeServing(connection.Transport.Input, connection.Transport.Output);
            _connections.TryAdd(serving, 0);
            try
            {
                await serving.RunAsync(new Device(broadcasts ? Broadcast : null));
            }
            catch (ConnectionResetException)
            {
                // The peer broke it off.
            }
            finally
            {
                _connections.TryRemove(serving, out _);
            }
        }

        private void Broadcast()
        {
            foreach (var connection in _connections.Keys) connection.Push(Wire.Notice);
        }
    }
}
