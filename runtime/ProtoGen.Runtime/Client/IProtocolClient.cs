namespace ProtoGen;

/// <summary>A client of any protocol, for code that starts and watches it. Emitted clients are one.</summary>
public interface IProtocolClient : IAsyncDisposable
{
    /// <summary>Where the client stands.</summary>
    ClientState State { get; }

    /// <summary>Connects and waits until messages can flow.</summary>
    /// <param name="cancel">Ends the wait; the client goes on.</param>
    Task StartAsync(CancellationToken cancel = default);
}
