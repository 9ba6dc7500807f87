using System.Diagnostics.Metrics;
using System.Net;
using ProtoGen.Connections;
using Samples.DeviceLink;

namespace ProtoGen.Runtime.Tests.Telemetry;

[Collection(Listening.Name)]
public sealed class MetricTests
{
    private static readonly HeartbeatSettings Beats = new()
    {
        Roles = HeartbeatRoles.Prober, Interval = TimeSpan.FromSeconds(1), Timeout = TimeSpan.FromSeconds(5), AckTimeout = TimeSpan.FromSeconds(1),
    };

    [Fact]
    public void Frames_and_bytes_are_counted_by_direction()
    {
        var engine = Engine.Server(new TestHandler());
        using var measured = new Measurements(engine.Owner);
        engine.Receive(Frames.Join(Frames.Register(), Frames.Heartbeat, Frames.GetDateTime));
        Assert.Equal(3, measured.Sum("protogen.messages", "network.io.direction", "receive"));
        Assert.Equal(3, measured.Sum("protogen.messages", "network.io.direction", "transmit"));
        Assert.Equal(Frames.Register().Length + Frames.Heartbeat.Length + Frames.GetDateTime.Length, measured.Sum("protogen.io", "network.io.direction", "receive"));
        Assert.Equal(engine.Transport.Sent.Length, measured.Sum("protogen.io", "network.io.direction", "transmit"));
    }

    [Fact]
    public void A_connection_is_active_until_its_end_also_for_who_began_to_listen_late()
    {
        var engine = Engine.Server(new TestHandler());
        using var measured = new Measurements(engine.Owner);
        Assert.Equal(1, measured.Observe("protogen.connection.active"));
        engine.Connection.Abort(DisconnectReason.LocalClosed);
        Assert.Equal(0, measured.Observe("protogen.connection.active"));
    }

    [Fact]
    public void What_waits_to_be_sent_is_the_size_of_the_queue()
    {
        var engine = Engine.Scripted(setup => new ScriptedConnection(setup));
        using var measured = new Measurements(engine.Owner);
        engine.Transport.SendsAtOnce = false;
        engine.Connection.TrySend(new Notice { Level = 0, Text = "news" });
        Assert.Equal(Frames.Of(new Notice { Level = 0, Text = "news" }).Length, measured.Observe("protogen.send_queue.size"));
        engine.Transport.Pump();
        Assert.Equal(0, measured.Observe("protogen.send_queue.size"));
    }

    [Fact]
    public void The_end_is_measured_once_with_its_reason_however_many_threads_ask_for_it()
    {
        for (var round = 0; round < 50; round++)
        {
            var engine = Engine.Scripted(setup => new ScriptedConnection(setup));
            using var measured = new Measurements(engine.Owner);
            engine.Advance(TimeSpan.FromSeconds(2));
            var reasons = new[] { DisconnectReason.LocalClosed, DisconnectReason.PeerReset, DisconnectReason.TransportError, DisconnectReason.HeartbeatTimeout };
            Parallel.ForEach(reasons, reason => engine.Connection.Abort(reason));
            var end = Assert.Single(measured.Of("protogen.connection.duration"));
            Assert.Equal(engine.EndReason.ToString(), end.Tag("error.type"));
            Assert.Equal(2.0, end.Value, 0.001);
            Assert.Equal(1, engine.Ended);
            Assert.Equal(1, reasons.Sum(engine.Counters.EndedBy));
            Assert.Single(((ScriptedConnection)engine.Connection).Ends);
            Assert.Empty(measured.Of("protogen.connection.rejections"));
        }
    }

    [Fact]
    public void A_connection_that_never_became_ready_was_rejected()
    {
        var engine = Engine.Scripted(setup => new ScriptedConnection(setup) { MustRegister = true });
        using var measured = new Measurements(engine.Owner);
        engine.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal("HandshakeTimeout", Assert.Single(measured.Of("protogen.connection.rejections")).Tag("error.type"));
    }

    [Fact]
    public async Task What_a_server_refuses_is_measured_with_the_reason()
    {
        using var measured = new Measurements(nameof(DeviceLinkServer));
        await using var server = new DeviceLinkServer(new TestHandler(), "tcp://127.0.0.1:0") { Options = new() { MaxConnectionsPerAddress = 1 } };
        await server.StartAsync();
        using var first = await RawClient.ConnectAsync(server.Endpoints[0]);
        await Eventually.IsTrue(() => server.ConnectionCount == 1);
        await RawClient.IsResetAsync(server.Endpoints[0]);
        Assert.Equal("AddressLimit", Assert.Single(measured.Of("protogen.server.refusals")).Tag("error.type"));
    }

    [Fact]
    public void Heartbeats_their_round_trips_and_their_timeout_agree_with_the_counters()
    {
        var engine = Engine.Client(Beats);
        using var measured = new Measurements(engine.Owner);
        engine.Receive(Frames.Of(Answers.Registered));
        for (var beats = 0; beats < 5; beats++)
        {
            while (engine.Counters.HeartbeatsSent == beats) engine.Advance(TimeSpan.FromMilliseconds(100));
            engine.Advance(TimeSpan.FromMilliseconds(200));
            engine.Receive(Frames.Of(new HeartbeatReply { ErrorCode = ErrorCode.Ok }));
        }

        engine.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(DisconnectReason.HeartbeatTimeout, engine.EndReason);
        Assert.Equal(engine.Counters.HeartbeatsSent, measured.Sum("protogen.heartbeat.sent"));
        Assert.Equal(5, measured.Of("protogen.heartbeat.rtt").Count);
        Assert.All(measured.Of("protogen.heartbeat.rtt"), trip => Assert.Equal(0.2, trip.Value, 0.001));
        Assert.Equal(engine.Counters.EndedBy(DisconnectReason.HeartbeatTimeout), measured.Sum("protogen.heartbeat.timeouts"));
    }

    [Fact]
    public void Late_replies_agree_with_the_counter()
    {
        var engine = Engine.Client();
        using var measured = new Measurements(engine.Owner);
        engine.Receive(Frames.Of(Answers.Registered));
        for (var count = 0; count < 3; count++) engine.Receive(Frames.Of(Answers.Time("late")));
        Assert.Equal(3, engine.Counters.LateReplies);
        Assert.Equal(3, measured.Sum("protogen.replies.late"));
    }

    [Fact]
    public void A_handler_is_measured_to_its_end_by_the_name_of_its_message_and_heartbeats_are_not()
    {
        var engine = Engine.Server(new TestHandler());
        using var measured = new Measurements(engine.Owner);
        engine.Receive(Frames.Join(Frames.Register(), Frames.Heartbeat, Frames.GetDateTime));
        Assert.Equal(["Register", "GetDateTime"], measured.Of("protogen.handler.duration").Select(handler => handler.Tag("protogen.message")));
    }

    [Fact]
    public void A_handler_that_suspends_is_measured_when_it_is_done_and_one_that_throws_says_so()
    {
        var sources = new Queue<TaskCompletionSource<GetDateTimeReply>>([new(), new()]);
        var pending = sources.ToArray();
        var engine = Engine.Scripted(
            setup => new ScriptedConnection(setup) { OnGetDateTime = _ => new(sources.Dequeue().Task) }, new() { KeepOnHandlerFault = true });
        using var measured = new Measurements(engine.Owner);
        engine.Receive(Frames.Join(Frames.GetDateTime, Frames.GetDateTime));
        Assert.Empty(measured.Of("protogen.handler.duration"));
        pending[0].SetResult(Answers.Time(""));
        Assert.Null(Assert.Single(measured.Of("protogen.handler.duration")).Tag("error.type"));
        pending[1].SetException(new FormatException("no"));
        Assert.Equal("System.FormatException", measured.Of("protogen.handler.duration")[1].Tag("error.type"));
        Assert.Equal(1, engine.Counters.HandlerFaults);
    }

    [Fact]
    public void The_timer_says_how_late_it_is()
    {
        var engine = Engine.Scripted(setup => new ScriptedConnection(setup));
        using var measured = new Measurements(engine.Owner);
        engine.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.Contains(measured.Of("protogen.timer.lag"), lag => Math.Abs(lag.Value - 2.9) < 0.001);
    }

    [Fact]
    public async Task Over_sockets_attributes_name_the_transport_and_the_server_and_never_a_peer()
    {
        using var measured = new Measurements(nameof(DeviceLinkClient));
        using var serving = new Measurements(nameof(DeviceLinkServer));
        await using var server = new DeviceLinkServer(new TestHandler(), "tcp://127.0.0.1:0");
        await server.StartAsync();
        var port = ((IPEndPoint)server.Endpoints[0]).Port;
        var ends = 0;
        await using (var client = TestClients.Create([$"tcp://localhost:{port}"]))
        {
            await client.StartAsync().WaitAsync(Engine.Deadline);
            await client.GetDateTimeAsync();
            Assert.True(server.TryGetPeer("1", out var peer));
            peer.Abort();
            await Eventually.IsTrue(() => measured.Sum("protogen.client.reconnects") == 1);
            await client.GetDateTimeAsync();
            ends = 1;
        }

        await Eventually.IsTrue(() => serving.Of("protogen.connection.duration").Count == ends + 1);
        Assert.All(measured.All.Where(one => one.Tags.Count > 0), one =>
        {
            Assert.Equal(("tcp", "localhost", port), (one.Tag("network.transport"), one.Tag("server.address"), one.Tag("server.port")));
        });
        string[] known = ["protogen.owner", "network.transport", "server.address", "server.port", "network.io.direction", "error.type", "protogen.message"];
        Assert.All([.. measured.All, .. serving.All], one => Assert.Empty(one.Tags.Keys.Except(known)));
        Assert.DoesNotContain(serving.All, one => one.Tags.ContainsKey("server.address"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    public void Measuring_allocates_nothing_a_message(int batch)
    {
        long values = 0;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == ProtoGenTelemetry.MeterName) listener.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => Interlocked.Increment(ref values));
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => Interlocked.Increment(ref values));
        listener.Start();
        var allocated = AllocatedBy(batch);
        Assert.NotEqual(0, values);
        Assert.Equal(0, allocated);
    }

    [Fact]
    public void Nobody_listening_costs_no_allocation() => Assert.Equal(0, AllocatedBy(16));

    private static long AllocatedBy(int batch)
    {
        var sink = new AllocationSink();
        var connection = sink.Connect();
        // Both a heartbeat and a message with a handler.
        var input = Frames.Join([.. Enumerable.Repeat(Frames.Join(Frames.Heartbeat, Frames.GetDateTime), batch)]);
        for (var count = 0; count < 50_000 / batch; count++) connection.OnReceived(input);
        long allocated = 1;
        // A lock that meets the timer allocates once; a second round tells that from a cost of every frame.
        for (var round = 0; round < 3 && allocated != 0; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var count = 0; count < 100_000 / batch; count++) connection.OnReceived(input);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        connection.Abort(DisconnectReason.LocalClosed);
        return allocated;
    }
}
