namespace ProtoGen;

/// <summary>A session as a directory sees it. Any thread; nothing blocks.</summary>
public interface ISession
{
    /// <summary>Its key as text: numbers in the invariant culture, bytes in hexadecimal digits.</summary>
    string Key { get; }

    /// <summary>Whether its connection is open.</summary>
    bool IsConnected { get; }

    /// <summary>Sends a message that a server of the same protocol encoded.</summary>
    /// <exception cref="ArgumentException">The parts of the frame do not fit its bytes.</exception>
    PushResult TryPush(PushedFrame frame);

    /// <summary>A newer session has the key: closes the connection as <see cref="DisconnectReason.TakenOver"/>.</summary>
    void TakeOver();
}
