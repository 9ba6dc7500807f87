using ProtoGen.Connections;
using ProtoGen.Framing;
using Samples.DeviceLink;

namespace ProtoGen.Runtime.Tests;

/// <summary>A server whose clients must register.</summary>
internal sealed class StrictServer(params string[] endpoints) : ServerBase<DeviceLinkFraming, NoHeader>(endpoints, HeartbeatSettings.None)
{
    protected override ProtocolConnection<DeviceLinkFraming, NoHeader> CreateConnection(ConnectionSetup setup) =>
        new ScriptedConnection(setup) { MustRegister = true };
}
