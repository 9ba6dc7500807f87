using System.IO.Pipelines;
using System.Net.Sockets;

namespace ProtoGen.Benchmarks.Servers.Candidates;

/// <summary>Pipes around sockets, as the manual of System.IO.Pipelines has them.</summary>
internal sealed class PipelinesServer(bool broadcasts)
{
    public const string Name = "Pipelines";

    private readonly Listening<Connection> _listening = new();

    public int Start() => _listening.Start(socket => new Connection(socket), connection => _ = RunAsync(connection));

    private async Task RunAsync(Connection connection)
    {
        try
        {
            await connection.Serving.RunAsync(new Device(broadcasts ? Broadcast : null));
        }
        catch (IOException)
        {
            // The peer broke it off.
        }

        _listening.Remove(connection);
        connection.Dispose();
    }

    private void Broadcast()
    {
        foreach (var connection in _listening.Connections) connection.Serving.Push(Wire.Notice);
    }

    private sealed class Connection : IDisposable
    {
        private readonly NetworkStream _stream;

        public Connection(Socket socket)
        {
            _stream = new(socket, ownsSocket: true);
            Serving = new(PipeReader.Create(_stream), PipeWriter.Create(_stream));
        }

        public PipeServing Serving { get; }

        public void Dispose()
        {
            Serving.Dispose();
            _stream.Dispose();
        }
    }
}
