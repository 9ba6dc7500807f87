using ProtoGen;

namespace Samples.DeviceLink;

/// <summary>A client's state in words.</summary>
internal static class States
{
    public static string Describe(StateChange change) => change switch
    {
        { State: ClientState.Connecting } => $"connects to {change.Endpoint}",
        { State: ClientState.Registering } => "registers",
        { State: ClientState.Ready } => $"is ready (connection {change.Epoch})",
        { Reason: { } reason } => $"{change.State}: {reason}",
        _ => $"{change.State}",
    };
}
