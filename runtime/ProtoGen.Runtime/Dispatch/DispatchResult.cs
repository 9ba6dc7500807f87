namespace ProtoGen.Connections;

/// <summary>What became of a frame that was dispatched.</summary>
public enum DispatchResult
{
    /// <summary>It is dealt with.</summary>
    Done,

    /// <summary>Its handler goes on later and keeps the turn.</summary>
    Suspended,

    /// <summary>It was looked at before its turn because it might have answered a request, and answers none: it waits for its turn.</summary>
    Unasked,
}
