using ProtoGen.Connections;

namespace ProtoGen.Runtime.Tests.Wire;

/// <summary>One of two replies, as emitted code has it.</summary>
internal abstract record AskReplies
{
    private AskReplies()
    {
    }

    internal sealed record Told(Say<Wire.Told> Value) : AskReplies;

    internal sealed record Seen(Say<Wire.Seen> Value) : AskReplies;

    public static implicit operator AskReplies(Say<Wire.Told> reply) => new Told(reply);

    public static implicit operator AskReplies(Say<Wire.Seen> reply) => new Seen(reply);

    internal readonly struct Wiring : IReplyReader<AskReplies>, IReplyWriter<AskReplies>
    {
        public static long[] Keys { get; } = [Wire.Told.Value, Wire.Seen.Value];

        public static bool TryRead(
            long key, ReadOnlySpan<byte> body, in WireOuter outer, out AskReplies result, out Exception? fault, out DecodeError error)
        {
            fault = null;
            bool isLegal;
            if (key == Wire.Told.Value)
            {
                isLegal = ReplyBody.TryRead<Say<Wire.Told>>(body, in outer, out var told, out error);
                result = told;
            }
            else
            {
                isLegal = ReplyBody.TryRead<Say<Wire.Seen>>(body, in outer, out var seen, out error);
                result = seen;
            }

            return isLegal;
        }

        public static void Write<TSink>(in AskReplies answer, in TSink sink) where TSink : struct, IReplySink
        {
            if (answer is Told told) sink.Reply(told.Value);
            else if (answer is Seen seen) sink.Reply(seen.Value);
        }
    }
}
