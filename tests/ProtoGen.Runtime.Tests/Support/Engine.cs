using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using ProtoGen.Connections;
using ProtoGen.Framing;
using ProtoGen.Heartbeats;
using Samples.DeviceLink;

namespace ProtoGen.Runtime.Tests;

/// <summary>A connection without a socket that speaks DeviceLink.</summary>
internal sealed class Engine : Engine<DeviceLinkFraming, NoHeader>
{
    private Engine(Func<ConnectionSetup, ProtocolConnection<DeviceLinkFraming, NoHeader>> create, ConnectionLimits? limits, HeartbeatSettings? heartbeat)
        : base(create, limits, heartbeat)
    {
    }

    public static Engine Server(DeviceLinkServerHandler handler, ConnectionLimits? limits = null, HeartbeatSettings? heartbeat = null) =>
        new(new DeviceLinkServer(handler, "tcp://127.0.0.1:0").CreateConnectionFor, limits, heartbeat);

    public static Engine Client(HeartbeatSettings? heartbeat = null, DeviceLinkClientHandler? handler = null) => new(
        new DeviceLinkClient("tcp://127.0.0.1:1") { Registration = () => new() { AppId = "a", Imei = "1" }, Handler = handler }.CreateConnectionFor,
        null,
        heartbeat);

    public static Engine Scripted(Func<ConnectionSetup, ScriptedConnection> create, ConnectionLimits? limits = null, HeartbeatSettings? heartbeat = null) =>
        new(create, limits, heartbeat);
}

/// <summary>A connection without a socket: bytes go in, bytes come out, the clock is turned by hand.</summary>
internal class Engine<TFraming, THeader> : IConnectionOwner where TFraming : struct, IFraming<THeader> where THeader : struct
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    public Engine(
        Func<ConnectionSetup, ProtocolConnection<TFraming, THeader>> create, ConnectionLimits? limits = null, HeartbeatSettings? heartbeat = null)
    {
        // Under the test runner's context a completed task would hand its continuation to the pool instead of running it.
        SynchronizationContext.SetSynchronizationContext(null);
        Wheel = new(Time, 1);
        var environment = new ConnectionEnvironment(limits ?? new(), heartbeat ?? HeartbeatSettings.None, Wheel, Counters, NullLogger.Instance);
        Connection = create(new(this, Transport, environment with { Owner = Owner }));
        Transport.Connection = Connection;
        Connection.Start();
    }

    /// <summary>The name under which this engine measures, and no other.</summary>
    public string Owner { get; } = Guid.NewGuid().ToString();

    public FakeTimeProvider Time { get; } = new();

    public TimerWheel Wheel { get; }

    public TestTransport Transport { get; } = new();

    public ConnectionCounters Counters { get; } = new();

    public ProtocolConnection<TFraming, THeader> Connection { get; }

    public int Ended { get; private set; }

    public DisconnectReason? EndReason { get; private set; }

    public bool IsReady { get; private set; }

    public void OnReady(EngineConnection connection) => IsReady = true;

    public bool TakeBack(List<WaitingFrame> unsent) => false;

    public int GiveUpSent() => 0;

    public void OnEnded(EngineConnection connection, DisconnectReason reason, Exception? cause) => (Ended, EndReason) = (Ended + 1, reason);

    /// <summary>As a transport does it: into the buffer the connection asks for.</summary>
    public ReceiveStatus Receive(ReadOnlySpan<byte> bytes)
    {
        var status = ReceiveStatus.Continue;
        var shared = new byte[4096];
        while (!bytes.IsEmpty)
        {
            var buffer = Connection.GetReceiveBuffer(shared);
            var part = bytes[..Math.Min(buffer.Length, bytes.Length)];
            part.CopyTo(buffer.Span);
            status = Connection.OnReceived(buffer.Span[..part.Length]);
            bytes = bytes[part.Length..];
        }

        return status;
    }

    /// <summary>Tick by tick: a jump would be a stall of the process, which is forgiven.</summary>
    public void Advance(TimeSpan time)
    {
        for (var left = time; left > TimeSpan.Zero; left -= TimerWheel.Tick) Time.Advance(TimerWheel.Tick);
    }
}
