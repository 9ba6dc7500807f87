namespace ProtoGen.Connections;

/// <summary>The part of reading an answer that is the same for every fault.</summary>
public static class FaultReply
{
    /// <summary>Reads a fault into the exception that the caller gets.</summary>
    /// <returns>Whether the body is legal.</returns>
    public static bool TryRead<TFault>(ReadOnlySpan<byte> body, in WireOuter outer, out Exception? fault, out DecodeError error)
        where TFault : struct, IMessage<TFault>
    {
        var isLegal = OneReply<TFault>.TryRead(0, body, in outer, out var value, out fault, out error);
        if (isLegal) fault = new FaultException<TFault>(value);
        return isLegal;
    }
}
