using Microsoft.Extensions.Logging.Abstractions;
using ProtoGen.Client;
using ProtoGen.Connections;
using ProtoGen.Framing;
using ProtoGen.Heartbeats;
using ProtoGen.Runtime.Tests.Station;
using Tests.Station;

namespace ProtoGen.Runtime.Tests.Client;

public sealed class ClientOutboxTests
{
    // Never started: it only makes connections.
    private static readonly StationClient Client = new("tcp://127.0.0.1:1");

    private readonly TimerWheel _wheel = TimerWheel.For(TimeProvider.System);
    private readonly ClientOutbox<StationFraming, NoHeader> _outbox;

    public ClientOutboxTests() => _outbox = new(new(new ClientOptions()), _wheel, new([]));

    private (ProtocolConnection<StationFraming, NoHeader> Connection, TestTransport Transport) Connect()
    {
        var transport = new TestTransport();
        // It does not tell the outbox: its word comes late.
        var epoch = new ClientEpoch(_ => { }, _outbox.TakeBack, _outbox.GiveUpSent, _outbox.Close);
        var environment = new ConnectionEnvironment(new(), HeartbeatSettings.None, _wheel, new(), NullLogger.Instance) { Queue = new(new()) };
        var connection = Client.CreateConnectionFor(new(epoch, transport, environment));
        transport.Connection = connection;
        connection.Start();
        return (connection, transport);
    }

    [Fact]
    public void The_late_word_of_a_connection_that_has_ended_does_not_take_the_place_of_the_next()
    {
        var (old, _) = Connect();
        old.Abort(DisconnectReason.HandshakeTimeout);
        var (next, transport) = Connect();
        _outbox.Open(next);
        _outbox.Open(old);
        Assert.Equal(SendResult.Sent, _outbox.TrySend(Stations.At(1), default));
        Assert.NotEmpty(transport.Sent);
    }

    [Fact]
    public void The_late_end_of_a_connection_does_not_shut_the_next()
    {
        var (old, _) = Connect();
        _outbox.Open(old);
        var (next, _) = Connect();
        _outbox.Open(next);
        old.Abort(DisconnectReason.PeerReset);
        Assert.Equal(SendResult.Sent, _outbox.TrySend(Stations.At(1), default));
    }
}
