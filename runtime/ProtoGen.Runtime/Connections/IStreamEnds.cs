namespace ProtoGen.Connections;

/// <summary>
/// A stream whose output can end while its input goes on, and that can be broken off. A stream handed to <see cref="ClientOptions.Connect"/>
/// or to a server's <c>ServeAsync</c> may implement it; one that does not is disposed in both cases.
/// </summary>
public interface IStreamEnds
{
    /// <summary>Tells the peer that no more bytes will come, once those written have gone. Called once, never while a write is under way.</summary>
    ValueTask EndOutputAsync();

    /// <summary>Breaks the connection off, so that the peer can tell it from an orderly end. Any thread; it must not block.</summary>
    void Abort();
}
