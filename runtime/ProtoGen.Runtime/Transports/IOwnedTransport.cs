using ProtoGen.Connections;

namespace ProtoGen.Transports;

/// <summary>A transport as servers and clients make it: first it is given its connection, then it begins to read.</summary>
internal interface IOwnedTransport : ITransport, IDisposable
{
    /// <summary>Binds the connection; output may be sent from now on.</summary>
    void Attach(Connection connection);

    /// <summary>Begins to read.</summary>
    void Start();
}
