namespace ProtoGen.Connections;

/// <summary>What an accepted registration changes, once its answer is known and before it can reach the peer.</summary>
internal abstract class ReplyStep<TAnswer>
{
    public abstract bool Accepts(in TAnswer answer);

    /// <summary>Makes the peer known under its key.</summary>
    public abstract void Attach();
}
