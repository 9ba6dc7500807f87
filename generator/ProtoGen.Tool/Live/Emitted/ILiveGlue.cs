using System.Net;

namespace ProtoGen.Tool.Live.Emitted;

/// <summary>An emitted protocol where only names are known. The one implementation is source text, compiled with the protocol's code.</summary>
internal interface ILiveGlue
{
    /// <summary>The codecs by the messages' C# names.</summary>
    IReadOnlyDictionary<string, ILiveCodec> Codecs { get; }

    /// <summary>Makes the emitted client.</summary>
    ILiveClient CreateClient(LiveClientSetup setup);

    /// <summary>Makes the emitted server.</summary>
    IProtocolServer CreateServer(LiveServerSetup setup);
}

/// <summary>One side of a connection that can say something.</summary>
internal interface ILiveSpeaker
{
    /// <summary>The facts of the connection; null where the protocol has none.</summary>
    object? Profile { get; }

    /// <summary>Says a message: a one-way message returns null once it is queued, a request its reply, or null where silence is an answer.</summary>
    /// <exception cref="Exception">What the emitted member throws.</exception>
    Task<object?> SayAsync(string message, object record, object? header, CancellationToken cancel);
}

/// <summary>The emitted client.</summary>
internal interface ILiveClient : ILiveSpeaker
{
    ClientBase Base { get; }
}

/// <summary>A client as the emitted server sees it.</summary>
internal interface ILivePeer : ILiveSpeaker
{
    long Id { get; }

    EndPoint? RemoteEndPoint { get; }

    void Close();
}

/// <summary>Hears what the other side says.</summary>
internal interface ILiveListener
{
    /// <summary>A message came; a request is answered with the record returned, or with silence where that may be.</summary>
    /// <param name="message">Its C# name.</param>
    /// <param name="record">The message.</param>
    /// <param name="header">Its frame's header, if the protocol has any.</param>
    /// <param name="peer">Who said it; null where the server did.</param>
    ValueTask<object?> HearAsync(string message, object record, object? header, ILivePeer? peer);

    /// <summary>A heartbeat came, which is answered at once.</summary>
    object? HearBeat(string message, object record, ILivePeer? peer);

    void Connected(ILivePeer peer);

    void Disconnected(ILivePeer peer, DisconnectReason reason);
}

/// <summary>What a client is made with.</summary>
/// <param name="Endpoints">Where to connect.</param>
/// <param name="Options">Timeouts, limits, logging.</param>
/// <param name="RequestTimeout">How long a call may take.</param>
/// <param name="Listener">Hears the server.</param>
/// <param name="Fixed">Makes a message that is sent without being asked for: the registration, a beat.</param>
/// <param name="StateChanged">Hears of the connection.</param>
internal sealed record LiveClientSetup(
    string[] Endpoints, ClientOptions Options, TimeSpan RequestTimeout, ILiveListener Listener, Func<string, object> Fixed, Action<StateChange> StateChanged);

/// <summary>What a server is made with.</summary>
/// <param name="Endpoints">Where to listen.</param>
/// <param name="Options">Limits, logging.</param>
/// <param name="Listener">Hears the clients.</param>
/// <param name="Fixed">Makes a message that is sent without being asked for: a beat.</param>
internal sealed record LiveServerSetup(string[] Endpoints, ServerOptions Options, ILiveListener Listener, Func<string, object> Fixed);
