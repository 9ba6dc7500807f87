namespace ProtoGen.Connections;

/// <summary>What the receive role needs while it deals with the bytes of one receive, and between two of them does not. Each thread keeps one.</summary>
internal sealed class ReceiveBatch
{
    [ThreadStatic]
    private static ReceiveBatch? t_kept;

    /// <summary>The replies of its handlers; merged into the send queue at its end, or before.</summary>
    public FrameBuffer Replies;

    /// <summary>So many bytes of them another thread has merged, so that it did not overtake them. The gate of the connection guards it.</summary>
    public int Merged;

    private readonly int _thread = Environment.CurrentManagedThreadId;

    private ReceiveBatch()
    {
    }

    /// <summary>Whether this thread deals with it. A thread that asks for another's batch may see it with any connection, but never as its own.</summary>
    public bool IsHere => _thread == Environment.CurrentManagedThreadId;

    /// <summary>When it began; steady.</summary>
    public long BegunAt { get; private set; }

    public int FramesTaken { get; set; }

    /// <summary>Whether somebody listens: asked once a batch, not once a frame.</summary>
    public bool LogsFrames { get; private set; }

    public bool TracesHandlers { get; private set; }

    public static ReceiveBatch Begin(long now, bool logsFrames, bool tracesHandlers)
    {
        var batch = t_kept ?? new();
        // A handler may deliver bytes to another connection.
        t_kept = null;
        (batch.BegunAt, batch.FramesTaken, batch.LogsFrames, batch.TracesHandlers) = (now, 0, logsFrames, tracesHandlers);
        return batch;
    }

    public void End()
    {
        Replies.Release();
        t_kept = this;
    }
}
