namespace ProtoGen.Connections;

/// <summary>What an accepted registration changes, once its reply is known and before it can reach the peer.</summary>
internal abstract class ReplyStep<TReply> where TReply : struct
{
    public abstract bool Accepts(in TReply reply);

    /// <summary>Makes the peer known under its key.</summary>
    public abstract void Attach();
}
