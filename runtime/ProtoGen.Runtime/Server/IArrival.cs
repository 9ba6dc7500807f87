using System.Net;

namespace ProtoGen.Server;

/// <summary>A connection that the system has accepted and the server has not let in yet.</summary>
internal interface IArrival : IDisposable
{
    EndPoint? RemoteEndPoint { get; }

    /// <summary>Serves it; room is taken for it. Never fails.</summary>
    void LetIn();

    /// <summary>Breaks it off by a reset, which leaves nothing behind in the system.</summary>
    void Refuse();
}
