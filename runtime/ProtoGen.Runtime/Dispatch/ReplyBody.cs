namespace ProtoGen.Connections;

/// <summary>Reads what answers a request.</summary>
public static class ReplyBody
{
    /// <summary>Reads a reply.</summary>
    /// <returns>Whether the body is legal.</returns>
    public static bool TryRead<TReply>(ReadOnlySpan<byte> body, in WireOuter outer, out TReply reply, out DecodeError error)
        where TReply : struct, IMessage<TReply> => TReply.TryDecode(body, in outer, out reply, out error);

    /// <summary>Reads a fault into the exception that the caller gets.</summary>
    /// <returns>Whether the body is legal.</returns>
    public static bool TryReadFault<TFault>(ReadOnlySpan<byte> body, in WireOuter outer, out Exception? fault, out DecodeError error)
        where TFault : struct, IMessage<TFault>
    {
        var isLegal = TFault.TryDecode(body, in outer, out var value, out error);
        fault = isLegal ? new FaultException<TFault>(value) : null;
        return isLegal;
    }

    /// <summary>Reads the fault of one request into the exception that the callers of all requests get.</summary>
    /// <returns>Whether the body is legal.</returns>
    public static bool TryReadSharedFault<TMessage, TFault>(ReadOnlySpan<byte> body, in WireOuter outer, out Exception? fault, out DecodeError error)
        where TMessage : struct, IFaultOf<TMessage, TFault>
        where TFault : struct
    {
        var isLegal = TMessage.TryDecode(body, in outer, out var value, out error);
        fault = isLegal ? new FaultException<TFault>(value) : null;
        return isLegal;
    }
}
