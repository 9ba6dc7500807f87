using ProtoGen.Connections;
using ProtoGen.Framing;
using Samples.DeviceLink;

namespace ProtoGen.Runtime.Tests;

/// <summary>A server whose peers must register, or whose connections are made by a test.</summary>
internal sealed class ScriptedServer(params string[] endpoints) : ServerBase<DeviceLinkFraming, NoHeader>(endpoints, HeartbeatSettings.None)
{
    public Func<ConnectionSetup, ScriptedConnection> Create { get; init; } = setup => new(setup) { MustRegister = true };

    protected override ProtocolConnection<DeviceLinkFraming, NoHeader> CreateConnection(ConnectionSetup setup) => Create(setup);
}
