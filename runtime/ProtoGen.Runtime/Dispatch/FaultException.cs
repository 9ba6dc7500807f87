using ProtoGen.Dispatch;

namespace ProtoGen;

/// <summary>
/// A request was answered with the fault of its schema: calls throw it. A handler that throws it answers with it. An error code inside a reply
/// is data and throws nothing.
/// </summary>
/// <typeparam name="TFault">The fault.</typeparam>
/// <param name="fault">What is said.</param>
public sealed class FaultException<TFault>(TFault fault) : Exception($"The peer answered with a fault: {fault}"), IFault where TFault : struct
{
    /// <summary>What the peer said.</summary>
    public TFault Fault => fault;
}
