using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using ProtoGen.Connections;
using ProtoGen.Heartbeats;

namespace ProtoGen.Runtime.Tests.Telemetry;

/// <summary>Swallows what is sent without allocating, under a connection whose handlers do not allocate either.</summary>
internal sealed class AllocationSink : ITransport, IConnectionOwner
{
    private ScriptedConnection _connection = null!;

    public bool? InputWaiting => null;

    public EndPoint? RemoteEndPoint => null;

    public ScriptedConnection Connect()
    {
        var environment = new ConnectionEnvironment(new(), HeartbeatSettings.None, TimerWheel.For(TimeProvider.System), new(), NullLogger.Instance);
        var reply = Answers.Time("now");
        _connection = new(new(this, this, environment)) { OnGetDateTime = _ => new(reply) };
        _connection.Start();
        return _connection;
    }

    public void RequestSend()
    {
        while (_connection.TryTakeOutput(out var bytes)) _connection.OnSent(bytes.Length);
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
