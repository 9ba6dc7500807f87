using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ProtoGen.Connections;
using ProtoGen.Framing;
using ProtoGen.Heartbeats;
using ProtoGen.Server;
using ProtoGen.Telemetry;
using ProtoGen.Transports;

namespace ProtoGen;

/// <summary>A server of one protocol. Emitted servers derive from it.</summary>
/// <typeparam name="TFraming">The protocol's framing.</typeparam>
/// <typeparam name="THeader">What users read and set of its frames.</typeparam>
public abstract class ServerBase<TFraming, THeader> : IProtocolServer, IConnectionOwner where TFraming : struct, IFraming<THeader> where THeader : struct
{
    private readonly EndpointAddress[] _addresses;
    private readonly HeartbeatSettings _heartbeat;
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _transition = new(1, 1);
    private readonly ConnectionCounters _counters = new();
    private ConnectionRegistry _registry = new(1, 1);
    private ConnectionEnvironment? _environment;
    private AcceptLoop[] _loops = [];
    private Task[] _accepting = [];

    /// <summary>Made by emitted servers.</summary>
    /// <exception cref="ArgumentException">An endpoint is malformed, or there is none.</exception>
    protected ServerBase(ReadOnlySpan<string> endpoints, HeartbeatSettings heartbeat)
    {
        if (endpoints.IsEmpty) throw new ArgumentException("A server needs an endpoint, such as tcp://*:9089.", nameof(endpoints));
        _addresses = new EndpointAddress[endpoints.Length];
        for (var index = 0; index < endpoints.Length; index++) _addresses[index] = EndpointAddress.Parse(endpoints[index]);
        _heartbeat = heartbeat;
    }

    /// <summary>Limits, timeouts, logging.</summary>
    public ServerOptions Options { get; init; } = new();

    /// <summary>Where the server listens, with ports resolved; empty unless it is started.</summary>
    public IReadOnlyList<EndPoint> Endpoints => Array.ConvertAll(_loops, loop => loop.LocalEndPoint);

    /// <summary>The connections at this moment.</summary>
    public int ConnectionCount => _registry.Count;

    /// <summary>What happened so far.</summary>
    public ConnectionCounters Counters => _counters;

    /// <summary>Listens on every endpoint; on failure on none.</summary>
    /// <exception cref="SocketException">An endpoint cannot be listened on.</exception>
    /// <exception cref="InvalidOperationException">The server was started before.</exception>
    public async Task StartAsync(CancellationToken cancel = default)
    {
        await _transition.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_stopping.IsCancellationRequested, this);
            if (_environment is not null) throw new InvalidOperationException("The server was started before.");
            var logger = (ILogger?)Options.LoggerFactory?.CreateLogger(GetType().FullName!) ?? NullLogger.Instance;
            var heartbeat = (Options.Heartbeat ?? _heartbeat).Validated();
            _registry = new(Options.MaxConnections, Options.MaxPendingHandshakes);
            var environment = new ConnectionEnvironment(Options.Limits.Validated(), heartbeat, TimerWheel.For(Options.TimeProvider), _counters, logger)
            {
                Owner = GetType().Name,
                Frames = FrameLog.For(logger, Options.FrameLog),
            };
            _loops = await ListenAsync(logger, cancel).ConfigureAwait(false);
            _environment = environment;
            _accepting = Array.ConvertAll(_loops, loop => Task.Run(() => loop.RunAsync(_stopping.Token), CancellationToken.None));
        }
        finally
        {
            _transition.Release();
        }
    }

    /// <summary>
    /// Stops accepting, lets handlers finish and output go, closes; connections that are not done when the drain time is over are broken off.
    /// A handler may call it, but should not wait for it: it would wait for itself until the drain time is over.
    /// </summary>
    /// <param name="drain">Zero or more.</param>
    /// <param name="cancel">Ends the drain at once.</param>
    public async Task StopAsync(TimeSpan drain, CancellationToken cancel = default)
    {
        await _transition.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            if (_stopping.IsCancellationRequested) return;
            await _stopping.CancelAsync().ConfigureAwait(false);
            foreach (var loop in _loops) loop.Close();
            await Task.WhenAll(_accepting).ConfigureAwait(false);
            await DrainAsync(drain, cancel).ConfigureAwait(false);
        }
        finally
        {
            _transition.Release();
        }
    }

    /// <summary>Stops with the default drain time.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(Options.DrainTimeout).ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes the connection of a protocol; emitted.</summary>
    protected abstract ProtocolConnection<TFraming, THeader> CreateConnection(ConnectionSetup setup);

    internal ProtocolConnection<TFraming, THeader> CreateConnectionFor(ConnectionSetup setup) => CreateConnection(setup);

    /// <inheritdoc cref="Broadcast{T}(in T, in THeader)"/>
    protected BroadcastResult Broadcast<T>(in T message) where T : struct, IMessage<T> => Broadcast(in message, default);

    /// <summary>Encodes a message once and queues it for every connection; never waits.</summary>
    /// <exception cref="EncodeException">A value cannot be represented on the wire; nothing was sent.</exception>
    protected BroadcastResult Broadcast<T>(in T message, in THeader header) where T : struct, IMessage<T>
    {
        var plan = FrameWriter.Measure<TFraming, THeader, T>(in message, in header, TFraming.DefaultProfile);
        var array = ArrayPool<byte>.Shared.Rent(plan.FrameBytes);
        var frame = array.AsSpan(0, plan.FrameBytes);
        try
        {
            FrameWriter.WritePlain<TFraming, THeader, T>(in message, in header, in plan, TFraming.DefaultProfile, frame);
            int sent = 0, full = 0, notReady = 0;
            foreach (var connection in _registry.All)
            {
                var result = ((ProtocolConnection<TFraming, THeader>)connection).TrySendEncoded(frame, plan.Head);
                if (result == SendResult.Sent) sent++;
                else if (result == SendResult.QueueFull) full++;
                else notReady++;
            }

            return new(sent, full, notReady);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }

    void IConnectionOwner.OnReady(EngineConnection connection) => _registry.HandshakeEnded(connection);

    bool IConnectionOwner.TakeBack(List<WaitingFrame> unsent) => false;

    void IConnectionOwner.OnEnded(EngineConnection connection, DisconnectReason reason, Exception? cause) => _registry.Remove(connection);

    private async Task<Socket> ListenAsync(EndpointAddress address, CancellationToken cancel)
    {
        try
        {
            var resolved = await address.ResolveAsync(cancel).ConfigureAwait(false);
            return TcpSockets.Listen(new(resolved[0], address.Port), Options.AcceptBacklog);
        }
        catch (SocketException exception)
        {
            // The platform's message does not say where.
            throw new SocketException((int)exception.SocketErrorCode, $"Cannot listen on {address.Text}: {exception.Message}");
        }
    }

    private async Task<AcceptLoop[]> ListenAsync(ILogger logger, CancellationToken cancel)
    {
        var listeners = new List<Socket>();
        try
        {
            foreach (var address in _addresses)
            {
                listeners.Add(await ListenAsync(address, cancel).ConfigureAwait(false));
                Log.Listening(logger, listeners[^1].LocalEndPoint!);
            }
        }
        catch
        {
            foreach (var listener in listeners) listener.Dispose();
            throw;
        }

        return listeners.ConvertAll(listener => new AcceptLoop(listener, _registry, Accepted, Options.TimeProvider, logger)).ToArray();
    }

    // Called with room taken for one connection.
    private void Accepted(Socket socket)
    {
        EngineConnection? connection = null;
        try
        {
            TcpSockets.Configure(socket);
            var transport = new TcpTransport(socket, Options.TimeProvider);
            var made = CreateConnection(new(this, transport, _environment!));
            transport.Attach(made);
            connection = made;
            _registry.Add(made);
            Log.ConnectionOpened(_environment!.Logger, made.Id, transport.RemoteEndPoint);
            made.Start();
            transport.Start();
        }
        catch (Exception exception)
        {
            Log.SetupFailed(_environment!.Logger, exception);
            if (connection is not null) connection.Abort(DisconnectReason.HandlerFault, exception);
            else _registry.Release();
            socket.Dispose();
        }
    }

    private async Task DrainAsync(TimeSpan drain, CancellationToken cancel)
    {
        var open = _registry.Count;
        foreach (var connection in _registry.All) connection.CloseWhenIdle(DisconnectReason.ServerDraining);

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var delay = Task.Delay(drain, Options.TimeProvider, deadline.Token);
        await Task.WhenAny(_registry.WhenEmptyAsync(), delay).ConfigureAwait(false);
        await deadline.CancelAsync().ConfigureAwait(false);
        await delay.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        var aborted = 0;
        foreach (var connection in _registry.All)
        {
            connection.Abort(DisconnectReason.ServerDraining);
            aborted++;
        }

        await _registry.WhenEmptyAsync().ConfigureAwait(false);
        if (_environment is { } environment) Log.ServerStopped(environment.Logger, open - aborted, aborted);
    }
}
