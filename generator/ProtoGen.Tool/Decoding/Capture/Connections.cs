using System.Net;
using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Decoding.Capture;

/// <summary>Puts the segments of a capture together to conversations.</summary>
/// <param name="protocol">The protocol they speak.</param>
/// <param name="port">The port of the listener; null for every one.</param>
/// <param name="report">What becomes of each frame.</param>
internal sealed class Connections(Protocol protocol, int? port, Action<DecodedFrame> report)
{
    private readonly Dictionary<(IPEndPoint, IPEndPoint), Connection> _open = [];

    /// <summary>The ports of all listeners whose connections carried bytes.</summary>
    public SortedSet<int> Ports { get; } = [];

    public void Take(Segment segment)
    {
        var key = (segment.From, segment.To);
        if (!_open.TryGetValue(key, out var connection) && !_open.TryGetValue(key = (segment.To, segment.From), out connection))
        {
            var server = ServerOf(segment);
            if (port is { } wanted && server.Port != wanted) return;
            key = server.Equals(segment.To) ? (segment.From, segment.To) : (segment.To, segment.From);
            _open[key] = connection = new(protocol, key.Item1, key.Item2, segment.Flags.HasFlag(TcpFlags.Syn), report);
        }
        else if (segment.Flags.HasFlag(TcpFlags.Syn) && !segment.Flags.HasFlag(TcpFlags.Ack) && connection.HasBytes)
        {
            // The same addresses and ports again: another connection.
            connection.End();
            _open[key] = connection = new(protocol, key.Item1, key.Item2, true, report);
        }

        connection.Take(segment);
        if (connection.HasBytes) Ports.Add(connection.Server.Port);
    }

    public void End()
    {
        foreach (var connection in _open.Values) connection.End();
    }

    /// <summary>Who listens: who was asked to connect; in the middle of a connection the port asked for, or the lower one.</summary>
    private IPEndPoint ServerOf(Segment segment)
    {
        if (segment.Flags.HasFlag(TcpFlags.Syn)) return segment.Flags.HasFlag(TcpFlags.Ack) ? segment.From : segment.To;
        if (port is { } wanted && (segment.From.Port == wanted) != (segment.To.Port == wanted)) return segment.From.Port == wanted ? segment.From : segment.To;
        return segment.From.Port < segment.To.Port ? segment.From : segment.To;
    }

    private sealed class Connection(Protocol protocol, IPEndPoint client, IPEndPoint server, bool isBeginning, Action<DecodedFrame> report)
    {
        private readonly Conversation _conversation = new(protocol, report, isBeginning && protocol.States is [var first, ..] ? first : null);
        private readonly TcpStream _fromClient = new(), _fromServer = new();

        public IPEndPoint Server => server;

        public bool HasBytes { get; private set; }

        public void Take(Segment segment)
        {
            var isClient = segment.From.Equals(client);
            HasBytes |= segment.Payload.Length > 0;
            Feed(isClient ? Direction.Client : Direction.Server, (isClient ? _fromClient : _fromServer).Take(segment));
        }

        public void End()
        {
            Feed(Direction.Client, _fromClient.End());
            Feed(Direction.Server, _fromServer.End());
            _conversation.End();
        }

        private void Feed(Direction from, IEnumerable<StreamPiece> pieces)
        {
            foreach (var piece in pieces)
            {
                _conversation.Captured = new(client.ToString(), server.ToString(), piece.Time);
                if (piece.Missing > 0) _conversation.Miss(from, piece.Missing);
                if (piece.Bytes.Length > 0) _conversation.Feed(from, piece.Bytes.Span);
            }
        }
    }
}
