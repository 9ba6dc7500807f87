using System.Diagnostics;
using System.Net;
using System.Threading.Tasks.Sources;
using ProtoGen.Client;
using ProtoGen.Connections;
using ProtoGen.Framing;
using ProtoGen.Heartbeats;
using Samples.DeviceLink;
using Tests.Station;
using Xunit.Abstractions;

namespace ProtoGen.Runtime.Tests.Connections;

public sealed class AllocationTests(ITestOutputHelper output)
{
    private sealed class Sink : ITransport, IConnectionOwner
    {
        public Connection Connection { get; set; } = null!;

        public bool? InputWaiting => null;

        public EndPoint? RemoteEndPoint => null;

        public long Bytes { get; private set; }

        public void RequestSend()
        {
            while (Connection.TryTakeOutput(out var bytes))
            {
                Bytes += bytes.Length;
                Connection.OnSent(bytes.Length);
            }
        }

        public void RequestReceive()
        {
        }

        public void RequestClose(bool abort)
        {
        }

        public void OnReady(EngineConnection connection)
        {
        }

        public bool TakeBack(List<WaitingFrame> unsent) => false;

        public int GiveUpSent() => 0;

        public void OnEnded(EngineConnection connection, DisconnectReason reason, Exception? cause)
        {
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    public void A_million_heartbeats_allocate_nothing(int batch)
    {
        const int Frames = 1_000_000;
        var sink = new Sink();
        var environment = new ConnectionEnvironment(
            new(), HeartbeatSettings.None, TimerWheel.For(TimeProvider.System), new(), Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        var connection = new DeviceLinkServer(new TestHandler(), "tcp://127.0.0.1:0").CreateConnectionFor(new(sink, sink, environment));
        sink.Connection = connection;
        connection.Start();

        var input = Runtime.Tests.Frames.Join([.. Enumerable.Repeat(Runtime.Tests.Frames.Heartbeat, batch)]);
        for (var count = 0; count < 100_000 / batch; count++) connection.OnReceived(input);
        long allocated = 1;
        // A lock that meets the timer allocates once; a second round tells that from a cost of every frame.
        for (var round = 0; round < 3 && allocated != 0; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var started = Stopwatch.GetTimestamp();
            for (var count = 0; count < Frames / batch; count++) connection.OnReceived(input);
            var elapsed = Stopwatch.GetElapsedTime(started);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            output.WriteLine($"{elapsed.TotalNanoseconds / Frames:F1} ns a frame in batches of {batch}");
        }

        Assert.Equal(0, allocated);
        connection.Abort(DisconnectReason.LocalClosed);
    }

    [Fact]
    public void Requests_that_are_answered_allocate_nothing_once_their_objects_are_pooled()
    {
        var engine = Engine.Scripted(setup => new ScriptedConnection(setup));
        var sink = new Sink();
        var environment = new ConnectionEnvironment(
            new(), HeartbeatSettings.None, engine.Wheel, new(), Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        var connection = new ScriptedConnection(new(sink, sink, environment)) { AnswersTime = true };
        sink.Connection = connection;
        connection.Start();
        var reply = Frames.Of(new GetDateTimeReply { ErrorCode = ErrorCode.Ok, Text = "" });
        long allocated = 0;
        for (var round = 0; round < 2000; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var task = connection.RequestAsync<GetDateTime, GetDateTimeReply>(default, Engine.Deadline, default);
            connection.OnReceived(reply);
            Assert.True(task.IsCompletedSuccessfully);
            task.GetAwaiter().GetResult();
            if (round >= 1000) allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
    }

    [Fact]
    public void Handlers_beside_each_other_allocate_nothing_once_their_objects_are_pooled()
    {
        var engine = Engine.Scripted(setup => new ScriptedConnection(setup));
        var sink = new Sink();
        var environment = new ConnectionEnvironment(
            new() { MaxPendingHandlers = 4 }, HeartbeatSettings.None, engine.Wheel, new(), Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        var (pending, begun) = (new Completion[] { new(), new(), new(), new() }, 0);
        var connection = new ScriptedConnection(new(sink, sink, environment)) { OnGetDateTime = _ => pending[begun++].Begin() };
        sink.Connection = connection;
        connection.Start();
        var input = Frames.Join([.. Enumerable.Repeat(Frames.GetDateTime, pending.Length)]);
        long allocated = 0;
        for (var round = 0; round < 2000; round++)
        {
            var (before, sent) = (GC.GetAllocatedBytesForCurrentThread(), sink.Bytes);
            begun = 0;
            connection.OnReceived(input);
            // The last is done first, and leaves last.
            while (begun > 0) pending[--begun].End();
            if (round >= 1000) allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.Equal(pending.Length * Frames.Of(Answers.Time("now")).Length, sink.Bytes - sent);
        }

        Assert.Equal(0, allocated);
    }

    [Fact]
    public void A_handler_that_waits_leaves_nothing_behind_that_its_connection_keeps()
    {
        var engine = Engine.Scripted(setup => new ScriptedConnection(setup));
        var environment = new ConnectionEnvironment(
            new(), HeartbeatSettings.None, engine.Wheel, new(), Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        var pending = new Completion();
        var connections = Enumerable.Range(0, 100).Select(_ =>
        {
            var sink = new Sink();
            var connection = new ScriptedConnection(new(sink, sink, environment)) { OnGetDateTime = _ => pending.Begin() };
            sink.Connection = connection;
            connection.Start();
            return connection;
        }).ToArray();
        // What the first has waited with is as good for all others.
        for (var round = 0; round < 1000; round++) Wait(connections[0]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var index = 1; index < connections.Length; index++) Wait(connections[index]);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Wait(ScriptedConnection connection)
        {
            connection.OnReceived(Frames.GetDateTime);
            pending.End();
        }
    }

    private sealed class Completion : IValueTaskSource<GetDateTimeReply>
    {
        private static readonly GetDateTimeReply Reply = Answers.Time("now");

        private ManualResetValueTaskSourceCore<GetDateTimeReply> _core;

        public ValueTask<GetDateTimeReply> Begin() => new(this, _core.Version);

        public void End() => _core.SetResult(Reply);

        public GetDateTimeReply GetResult(short token)
        {
            var reply = _core.GetResult(token);
            _core.Reset();
            return reply;
        }

        public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

        public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            _core.OnCompleted(continuation, state, token, flags);
    }

    [Fact]
    public void Requests_of_a_client_allocate_nothing_also_where_their_frames_are_kept_to_be_sent_again()
    {
        var wheel = TimerWheel.For(TimeProvider.System);
        var rules = new QueueRules(new());
        var outbox = new ClientOutbox<StationFraming, NoHeader>(rules, wheel, new([]));
        var sink = new Sink();
        var environment = new ConnectionEnvironment(
            new(), HeartbeatSettings.None, wheel, new(), Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance)
        {
            Queue = rules,
        };
        var connection = new StationClient("tcp://127.0.0.1:1").CreateConnectionFor(new(sink, sink, environment));
        sink.Connection = connection;
        connection.Start();
        outbox.Open(connection);
        var reply = new byte[16];
        var length = StationProtocol.WriteFrame(new ReadReply { Number = 1 }, reply);
        // The pool is shared with tests that run beside this one: what one of them takes has to be made anew, now and then.
        var clean = 0;
        for (var round = 0; round < 2000; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var task = outbox.RequestAsync<Read, ReadReply, OneReply<ReadReply>>(new() { Number = 1 }, default, default, Engine.Deadline, default);
            connection.OnReceived(reply.AsSpan(0, length));
            Assert.True(task.IsCompletedSuccessfully);
            task.GetAwaiter().GetResult();
            if (round >= 1000 && GC.GetAllocatedBytesForCurrentThread() == before) clean++;
        }

        Assert.InRange(clean, 950, 1000);
        connection.Abort(DisconnectReason.LocalClosed);
    }
}
