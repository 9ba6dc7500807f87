namespace ProtoGen.Server;

/// <summary>What a send to a session's connection means for the session.</summary>
internal static class PushResults
{
    public static PushResult From(SendResult result) => result switch
    {
        SendResult.Sent => PushResult.Sent,
        SendResult.QueueFull => PushResult.QueueFull,
        SendResult.NotReady => PushResult.NotReady,
        _ => PushResult.NotConnected,
    };

    public static PushResult From(DisconnectReason reason) => reason switch
    {
        DisconnectReason.QueueFull => PushResult.QueueFull,
        DisconnectReason.NotReady => PushResult.NotReady,
        _ => PushResult.NotConnected,
    };
}
