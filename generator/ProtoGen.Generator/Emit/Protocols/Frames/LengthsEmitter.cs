using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Protocols.Frames;

/// <summary><c>WriteLengths</c>: the lengths of a header that count fields of the message, which only the message can say.</summary>
internal static class LengthsEmitter
{
    public static void Write(SourceWriter writer, FramingPlan plan)
    {
        var layouts = plan.Layouts.Where(frame => LengthsOf(frame).Any()).ToList();
        if (layouts.Count == 0) return;
        writer.Space();
        writer.Line("""
            /// <inheritdoc/>
            public static bool HasLengths => true;
            """);
        writer.Space();
        writer.Line("/// <inheritdoc/>");
        using var method = writer.Open($"public static void WriteLengths({Destination} frame, long key, in {WireOuter} outer)");
        foreach (var frame in layouts)
        {
            if (plan.IsSingle)
            {
                WriteAll(writer, frame);
                continue;
            }

            var keys = plan.KeysIn(frame).Select(key => key.Key).Distinct().ToList();
            if (keys.Count == 0) continue;
            using (writer.Open($"if (key is {string.Join(" or ", keys)})")) WriteAll(writer, frame);
        }
    }

    private static void WriteAll(SourceWriter writer, Frame frame)
    {
        foreach (var (field, index) in LengthsOf(frame).Select((field, index) => (field, index)))
        {
            var start = frame.Head.TakeWhile(known => known.Name != field.Name).Sum(known => FrameSizes.FixedSize(known)!.Value);
            writer.Line($"// {field.Name}");
            writer.Line(SealEmitter.Number((IntegerType)field.Type, $"outer[{index}]", Spot.Start.Plus(start)));
        }
    }

    /// <summary>They are the first parameters of every message of the layout, in this order.</summary>
    private static IEnumerable<Field> LengthsOf(Frame frame) => frame.Head.Where(field => field.Derivation is MessageBytesDerivation);
}
