namespace ProtoGen.Benchmarks.Servers.Candidates;

/// <summary>The yardstick: a server by hand over SocketAsyncEventArgs with buffers of its own; it answers all the frames of one receive by one send.</summary>
internal sealed class TunedServer(bool broadcasts)
{
    public const string Name = "SocketAsyncEventArgs";

    private readonly Listening<TunedConnection> _listening = new();

    public int Start() => _listening.Start(
        socket => new TunedConnection(socket, new Device(broadcasts ? Broadcast : null), _listening.Remove), connection => connection.Start());

    private void Broadcast()
    {
        foreach (var connection in _listening.Connections) connection.Push(Wire.Notice);
    }
}
