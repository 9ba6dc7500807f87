using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ProtoGen.Benchmarks.Servers.Candidates;

namespace ProtoGen.Benchmarks.Clients;

/// <summary>A server that goes away under all clients of one kind, again and again.</summary>
internal sealed class ClientOutage : IDisposable
{
    // Until a client that is ready has forgotten the outage before.
    private static readonly TimeSpan s_settling = TimeSpan.FromSeconds(1.5);

    private readonly int _port = FreePort(), _otherPort = FreePort();
    private readonly ChildProcess _clients;
    private ChildProcess _server;

    public ClientOutage(string kind, int clients)
    {
        (Kind, _server) = (kind, Server(_port));
        _clients = ChildProcess.OfThisProgram("clients-of", kind, "--clients", $"{clients}", "--ports", $"{_port},{_otherPort}");
        _clients.ReadLine();
    }

    public string Kind { get; }

    /// <summary>Bytes a client: managed, resident.</summary>
    public double[] Memory() => Ask("memory");

    /// <summary>What all clients together use of a core while nothing happens but heartbeats.</summary>
    public async Task<double> IdleLoadAsync(TimeSpan time)
    {
        var before = Ask("since")[0];
        await Task.Delay(time, TimeProvider.System, CancellationToken.None);
        return (Ask("since")[0] - before) / time.TotalMilliseconds;
    }

    /// <summary>The server is killed and comes back at its place after a while.</summary>
    public async Task<Comeback> RestartAsync(TimeSpan outage)
    {
        await KillAsync(_server);
        await Task.Delay(outage, TimeProvider.System, CancellationToken.None);
        _server.Dispose();
        _server = Server(_port);
        return Comeback.Of(Ask("ready"));
    }

    /// <summary>The server is killed while another one is there already; and moved back, so that the next round finds what this one found.</summary>
    public async Task<Comeback> MoveAsync()
    {
        var other = Server(_otherPort);
        await KillAsync(_server);
        var moved = Comeback.Of(Ask("ready"));
        _server.Dispose();
        _server = Server(_port);
        await KillAsync(other);
        Ask("ready");
        other.Dispose();
        return moved;
    }

    public void Dispose()
    {
        _clients.Dispose();
        _server.Dispose();
    }

    private async Task KillAsync(ChildProcess server)
    {
        await Task.Delay(s_settling, TimeProvider.System, CancellationToken.None);
        _clients.Ask("mark");
        server.Kill();
    }

    private static ChildProcess Server(int port)
    {
        var server = ChildProcess.OfThisProgram("server-of", OwnServer.Name, "--port", $"{port}");
        server.ReadLine();
        return server;
    }

    // Below those that the system gives to clients: one that connects from the port it wants to reach has reached itself.
    private static int FreePort()
    {
        while (true)
        {
            var endpoint = new IPEndPoint(IPAddress.Loopback, Random.Shared.Next(20_000, 30_000));
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(endpoint);
                return endpoint.Port;
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // Another one.
            }
        }
    }

    private double[] Ask(string command) => [.. _clients.Ask(command).Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
}

/// <summary>How all clients came back.</summary>
/// <param name="Half">Milliseconds from the kill until half of them were ready.</param>
/// <param name="All">Milliseconds until all were.</param>
/// <param name="Attempts">Connections that were tried.</param>
/// <param name="Crowd">The most of them within a tenth of a second.</param>
/// <param name="Processor">Milliseconds of CPU the clients used.</param>
internal sealed record Comeback(double Half, double All, double Attempts, double Crowd, double Processor)
{
    public static Comeback Of(double[] numbers) => new(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
}
