using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Protocols.Frames;

/// <summary>What a reader does by whose bytes it reads and in which state.</summary>
internal static class StateEmitter
{
    private static readonly Direction[] Sides = [Direction.Client, Direction.Server];

    public static void Write(SourceWriter writer, FramingPlan plan)
    {
        writer.Space();
        writer.Line("""
            /// <inheritdoc/>
            public static bool HasStates => true;

            /// <inheritdoc/>
            """);
        using (writer.Open($"public static {FrameStatus} ReadHead({Bytes} input, int maxFrameBytes, int state, out {FrameHead} head)"))
        {
            writer.Line("switch (state)");
            writer.Line("{");
            using (writer.Indent())
            {
                for (var state = 0; state < plan.States.Count; state++)
                {
                    foreach (var side in Sides)
                    {
                        var isLast = state == plan.States.Count - 1 && side == Direction.Server;
                        writer.Line(isLast ? "default:" : $"case {StreamEmitter.Number(state, side)}:");
                        using (writer.Indent())
                            FramingStructEmitter.WriteChoice(writer, plan, plan.Framings[side == Direction.Client ? plan.States[state].Client : plan.States[state].Server]);
                    }
                }
            }

            writer.Line("}");
        }

        WriteNext(writer, plan);
        if (plan.HasSides) WriteSides(writer, plan);
    }

    /// <summary>What both sides say has keys of its own in the server's frames, where these differ from the client's.</summary>
    private static void WriteSides(SourceWriter writer, FramingPlan plan)
    {
        var rows = plan.Keys.Where(key => key.Key != key.MessageKey).GroupBy(key => key.Key).Select(same => same.First()).ToList();
        writer.Space();
        writer.Line("""
            /// <inheritdoc/>
            public static bool HasSides => true;

            /// <inheritdoc/>
            public static bool IsServer(int state) => (state & 1) == 0;
            """);
        WriteMap("FrameKey(long key, bool fromServer)", "!fromServer ? key : ", row => (row.MessageKey, row.Key));
        WriteMap("MessageKey(long key)", "", row => (row.Key, row.MessageKey));

        void WriteMap(string signature, string before, Func<FrameKey, (long From, long To)> map)
        {
            writer.Space();
            writer.Line("/// <inheritdoc/>");
            writer.Line($"public static long {signature} => {before}{plan.Kind("key")} switch");
            writer.Line("{");
            using (writer.Indent())
            {
                foreach (var row in rows)
                {
                    var (from, to) = map(row);
                    // Of an unknown id all but the bits that hold it.
                    writer.Line($"{from} => {(row.CatchesUnknown ? $"key ^ {from ^ to}" : to)},   // {row.Message}");
                }

                writer.Line("_ => key,");
            }

            writer.Line("};");
        }
    }

    private static void WriteNext(SourceWriter writer, FramingPlan plan)
    {
        if (plan.States.All(state => state.Next.Count == 0)) return;
        writer.Space();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"public static int NextState(int state, long key, bool isSent) => (state, {plan.Kind("key")}, isSent) switch");
        writer.Line("{");
        using (writer.Indent())
        {
            for (var state = 0; state < plan.States.Count; state++)
            {
                foreach (var change in plan.States[state].Next)
                {
                    var rows = plan.Keys.Where(key => key.Message == change.Message).ToList();
                    var next = plan.States.TakeWhile(known => known.Name != change.State).Count();
                    foreach (var (message, reader) in rows.SelectMany(_ => Sides, (row, reader) => (row, reader)))
                    {
                        // Whoever reads the client's bytes is the server. What both sides say moves the one that said it: the other has yet to say it.
                        var reads = message.From.HasFlag(reader);
                        var sends = rows.Count == 1 && message.From == (Direction.Both & ~reader);
                        if (reads) writer.Line($"({StreamEmitter.Number(state, reader)}, {message.Key}, false) => {StreamEmitter.Number(next, reader)},   // {change.Message}");
                        if (sends) writer.Line($"({StreamEmitter.Number(state, reader)}, {message.Key}, true) => {StreamEmitter.Number(next, reader)},   // {change.Message}");
                    }
                }
            }

            writer.Line("_ => state,");
        }

        writer.Line("};");
    }
}
