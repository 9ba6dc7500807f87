namespace ProtoGen.Connections;

/// <summary>What an accepted registration changes, once its answer is known and before it can reach the peer.</summary>
internal abstract class ReplyStep<TAnswer>
{
    public abstract bool Accepts(in TAnswer answer);

    /// <summary>Makes the peer known under its key. False where the key belongs to another: the connection is closed then.</summary>
    public abstract bool TryAttach();
}
