namespace ProtoGen;

/// <summary>What is known about a message whose call failed.</summary>
public enum Delivery
{
    /// <summary>No byte of it left this side: it may be sent again.</summary>
    NotSent,

    /// <summary>It may or may not have arrived.</summary>
    OutcomeUnknown,

    /// <summary>The peer answered it, but the answer could not be used.</summary>
    Responded,
}
