using System.Net;

namespace ProtoGen;

/// <summary>A server of any protocol, for code that starts and stops it. Emitted servers are one.</summary>
public interface IProtocolServer : IAsyncDisposable
{
    /// <summary>Where the server listens, with ports resolved; empty unless it is started.</summary>
    IReadOnlyList<EndPoint> Endpoints { get; }

    /// <summary>Whether new connections are welcome: from the start until a stop begins, unless the system refuses to accept any more.</summary>
    bool IsReady { get; }

    /// <summary>Listens on every endpoint; on failure on none.</summary>
    Task StartAsync(CancellationToken cancel = default);

    /// <summary>Stops accepting, lets handlers finish and output go, closes.</summary>
    /// <param name="drain">How long that may take; zero or more.</param>
    /// <param name="cancel">Ends the drain at once.</param>
    /// <returns>What became of the connections.</returns>
    Task<StopResult> StopAsync(TimeSpan drain, CancellationToken cancel = default);
}
