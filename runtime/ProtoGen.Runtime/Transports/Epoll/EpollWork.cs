namespace ProtoGen.Transports.Epoll;

/// <summary>What a loop is asked to do.</summary>
internal enum EpollTask : byte
{
    /// <summary>Read: a pause is over, or others had their turn.</summary>
    Receive,

    /// <summary>Close the descriptor, which nobody holds any more.</summary>
    Close,
}

/// <summary>What a loop is asked to do, and for whom.</summary>
internal readonly record struct EpollWork(EpollTransport Transport, EpollTask Task);
