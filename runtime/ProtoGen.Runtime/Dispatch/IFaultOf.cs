namespace ProtoGen.Connections;

/// <summary>The fault of one request, of a protocol in which any request may get it under an id of its own. Emitted.</summary>
/// <typeparam name="TMessage">The message.</typeparam>
/// <typeparam name="TFault">What it says, the same for all requests.</typeparam>
public interface IFaultOf<TMessage, TFault> : IMessage<TMessage>
    where TMessage : struct, IFaultOf<TMessage, TFault>
    where TFault : struct
{
    /// <summary>What it says.</summary>
    static abstract implicit operator TFault(TMessage message);

    /// <summary>Says it to the request.</summary>
    static abstract implicit operator TMessage(TFault fault);
}
