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
using ProtoGen.Transports.Epoll;

namespace ProtoGen;

/// <summary>A server of one protocol. Emitted servers derive from it.</summary>
/// <typeparam name="TFraming">The protocol's framing.</typeparam>
/// <typeparam name="THeader">What users read and set of its frames.</typeparam>
public abstract partial class ServerBase<TFraming, THeader> : IProtocolServer, IConnectionOwner where TFraming : struct, IFraming<THeader> where THeader : struct
{
    private readonly EndpointAddress[] _addresses;
    private readonly HeartbeatSettings _heartbeat;
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _transition = new(1, 1);
    private readonly ConnectionCounters _counters;
    private ConnectionRegistry? _registry;
    private ConnectionEnvironment? _environment;
    private EpollLoops? _epoll;
    private bool _isReady;
    private AcceptLoop[] _loops = [];
    private Task[] _accepting = [];

    /// <summary>Made by emitted servers. A server without an endpoint serves streams only.</summary>
    /// <exception cref="ArgumentException">An endpoint is malformed, or nobody knows how to listen there.</exception>
    protected ServerBase(ReadOnlySpan<string> endpoints, HeartbeatSettings heartbeat)
    {
        _addresses = new EndpointAddress[endpoints.Length];
        for (var index = 0; index < endpoints.Length; index++) _addresses[index] = EndpointAddress.Parse(endpoints[index]);
        if (Array.Find(_addresses, address => address is ForeignAddress) is { } foreign) throw EndpointAddress.Unknown(foreign.Text);
        _heartbeat = heartbeat;
        _counters = new() { Owner = GetType().Name };
    }

    /// <summary>Limits, timeouts, logging.</summary>
    public ServerOptions Options { get; init; } = new();

    /// <summary>Where the server listens, with ports resolved; empty unless it is started.</summary>
    public IReadOnlyList<EndPoint> Endpoints => Array.ConvertAll(_loops, loop => loop.LocalEndPoint);

    /// <summary>The connections at this moment.</summary>
    public int ConnectionCount => _registry?.Count ?? 0;

    /// <summary>Whether new connections are welcome: from the start until a stop begins, unless the system refuses to accept any more.</summary>
    public bool IsReady => Volatile.Read(ref _isReady) && !Array.Exists(_loops, loop => loop.HasFailed);

    /// <summary>What happened so far.</summary>
    public ConnectionCounters Counters => _counters;

    /// <summary>For tests.</summary>
    internal EpollLoops? Loops => _epoll;

    /// <summary>Listens on every endpoint; on failure on none.</summary>
    /// <exception cref="SocketException">An endpoint cannot be listened on.</exception>
    /// <exception cref="InvalidOperationException">The server was started before.</exception>
    /// <exception cref="ArgumentException">An option is out of its range, or contradicts another or the endpoints; says which.</exception>
    public async Task StartAsync(CancellationToken cancel = default)
    {
        await _transition.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_stopping.IsCancellationRequested, this);
            if (_environment is not null) throw new InvalidOperationException("The server was started before.");
            var options = Options.Validated();
            var heartbeat = (options.Heartbeat ?? _heartbeat).Validated();
            var logger = GuardedLogger.Around((ILogger?)options.LoggerFactory?.CreateLogger(GetType().FullName!) ?? NullLogger.Instance);
            var environment = new ConnectionEnvironment(options.Limits, heartbeat, TimerWheel.For(options.TimeProvider), _counters, logger)
            {
                Owner = GetType().Name,
                Frames = FrameLog.For(logger, options.FrameLog),
                DuplicateSessions = options.DuplicateSessions,
                Directory = options.SessionDirectory,
            };
            var registry = new ConnectionRegistry(options, environment);
            _tls = CreateTls(options);
            _loops = await ListenAsync(registry, logger, cancel).ConfigureAwait(false);
            (_environment, _registry) = (environment, registry);
            _isReady = true;
            _accepting = Array.ConvertAll(_loops, loop => Task.Run(() => loop.RunAsync(_stopping.Token), CancellationToken.None));
        }
        finally
        {
            _transition.Release();
        }
    }

    /// <summary>Makes the connection of a protocol; emitted.</summary>
    protected abstract ProtocolConnection<TFraming, THeader> CreateConnection(ConnectionSetup setup);

    internal ProtocolConnection<TFraming, THeader> CreateConnectionFor(ConnectionSetup setup)
    {
        setup.Server = this;
        return CreateConnection(setup);
    }

    void IConnectionOwner.OnReady(EngineConnection connection) => _registry!.HandshakeEnded(connection);

    bool IConnectionOwner.TakeBack(List<WaitingFrame> unsent) => false;

    int IConnectionOwner.GiveUpSent() => 0;

    void IConnectionOwner.OnEnded(EngineConnection connection, DisconnectReason reason, Exception? cause) => _registry!.Remove(connection);

    private async Task<AcceptLoop[]> ListenAsync(ConnectionRegistry registry, ILogger logger, CancellationToken cancel)
    {
        var listeners = await new Listeners(Options.AcceptBacklog, logger).OpenAsync(_addresses, cancel).ConfigureAwait(false);
        try
        {
            if (Options.Transport == ServerTransport.Epoll) _epoll = new(Options.EventLoops ?? Environment.ProcessorCount, Options.HandlersOnPool, Options.TimeProvider);
            var files = FileReserve.OfProcess();
            return listeners.ConvertAll(listener => new AcceptLoop(AcceptorOf(listener), registry, files, Options.TimeProvider, logger)).ToArray();
        }
        catch
        {
            foreach (var listener in listeners) listener.Dispose();
            _epoll?.End();
            throw;
        }
    }

    private IAcceptor AcceptorOf(Listener listener)
    {
        if (listener.IsSecure) return new SocketAcceptor(listener, AcceptedSecure);
        return _epoll is { } loops ? new EpollAcceptor(listener, loops, Accepted) : new SocketAcceptor(listener, Accepted);
    }
}
