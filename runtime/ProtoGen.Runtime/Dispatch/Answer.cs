namespace ProtoGen;

/// <summary>What a handler says to a request that may fail: a reply or a fault. Both convert. A <see cref="FaultException{TFault}"/> that it throws says the fault, too.</summary>
/// <typeparam name="TReply">The reply.</typeparam>
/// <typeparam name="TFault">The fault.</typeparam>
public readonly struct Answer<TReply, TFault> where TReply : struct where TFault : struct
{
    private readonly TReply _reply;
    private readonly TFault _fault;

    private Answer(TReply reply, TFault fault, bool isFault) => (_reply, _fault, IsFault) = (reply, fault, isFault);

    /// <summary>Whether it is a fault. The default is a reply of default values.</summary>
    public bool IsFault { get; }

    /// <summary>The reply.</summary>
    /// <exception cref="FaultException{TFault}">It is a fault.</exception>
    public TReply Reply => IsFault ? throw new FaultException<TFault>(_fault) : _reply;

    /// <summary>The fault.</summary>
    /// <exception cref="InvalidOperationException">It is a reply.</exception>
    public TFault Fault => IsFault ? _fault : throw new InvalidOperationException("The answer is a reply, not a fault.");

    /// <summary>Answers with a reply.</summary>
    public static implicit operator Answer<TReply, TFault>(TReply reply) => new(reply, default, isFault: false);

    /// <summary>Answers with a fault.</summary>
    public static implicit operator Answer<TReply, TFault>(TFault fault) => new(default, fault, isFault: true);
}
