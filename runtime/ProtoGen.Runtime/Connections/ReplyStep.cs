namespace ProtoGen.Connections;

/// <summary>What has to happen between a handler's answer and its way to the peer.</summary>
internal abstract class ReplyStep<TReply> where TReply : struct
{
    public abstract void Apply(in TReply reply);
}
