using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Protocols.Frames;

/// <summary>Code of the user's own around frames and bodies: what finds frames, what transforms bodies, what joins their parts.</summary>
internal static class ChangeEmitter
{
    private const string Writer = "global::System.Buffers.IBufferWriter<byte>";
    private const string Facts = "global::System.ReadOnlySpan<long> profile";

    public static void Write(SourceWriter writer, FramingPlan plan)
    {
        WriteFramer(writer, plan);
        if (!plan.ChangesBodies) return;

        var sizes = plan.Framings.Select(framing => framing.MaxChangedSize).OfType<int>().ToList();
        if (plan.Keys.Any(key => key.Transform is not null)) sizes.Add(BodyChange.DefaultMaxSize(plan.Layouts.Max(frame => frame.MaxSize)));
        writer.Space();
        writer.Line($"""
            /// <inheritdoc/>
            public static bool ChangesBodies => true;

            /// <inheritdoc/>
            public static int MaxBodyBytes => {sizes.Max()};
            """);
        WriteTransform(writer, plan);
        WriteReassembly(writer, plan);
    }

    private static void WriteFramer(SourceWriter writer, FramingPlan plan)
    {
        if (plan.Framer is not { } framer) return;
        writer.Space();
        writer.Line($"""
            /// <inheritdoc/>
            public static bool HasFramer => true;

            /// <inheritdoc/>
            public static int MaxWireBytes => {plan.Framings[0].MaxWireSize ?? (int)Math.Min(int.MaxValue, (8L * plan.Framings[0].MaxSize) + 64)};

            /// <inheritdoc/>
            public static {FrameStatus} Cut({Bytes} input, int maxFrameBytes, out int consumed, {Writer} plain) =>
                {UserTypes.Global(framer, plan.Namespace)}.Read(input, maxFrameBytes, out consumed, plain);

            /// <inheritdoc/>
            public static void Wrap({Bytes} plain, {Writer} wire) => {UserTypes.Global(framer, plan.Namespace)}.Write(plain, wire);
            """);
    }

    private static void WriteTransform(SourceWriter writer, FramingPlan plan)
    {
        var own = plan.Keys.Where(key => key.Transform is not null).GroupBy(key => key.Transform!).ToList();
        var shared = plan.Framings.Where(framing => framing.Transform is not null).ToList();
        if (own.Count == 0 && shared.Count == 0) return;

        var conditions = own.Select(type => $"{plan.Kind("key")} is {Keys(type)}").Concat(shared.Select(framing => Condition(plan, framing, framing.Transform!)));
        writer.Space();
        writer.Line($"""
            /// <inheritdoc/>
            public static bool IsTransformed(in {plan.HeaderType} header, long key, {Facts}) => {string.Join(" || ", conditions)};
            """);

        // Whose body is transformed is settled; which type does it follows from the key alone.
        var types = own.Select(type => (Type: type.Key, Condition: $"{plan.Kind("key")} is {Keys(type)}"))
            .Concat(shared.Select(framing => (Type: framing.Transform!.Type, Condition: KeyIn(plan, framing) ?? "true"))).ToList();
        WriteChoice(writer, $"public static void TransformBody(in {plan.HeaderType} header, long key, {Bytes} body, {Writer} wire)", types, plan, "Encode(in header, body, wire)", isVoid: true);
        WriteChoice(writer, $"public static bool TryRestoreBody(in {plan.HeaderType} header, long key, {Bytes} wire, {Writer} body)", types, plan, "TryDecode(in header, wire, body)", isVoid: false);
    }

    private static void WriteChoice(SourceWriter writer, string signature, List<(string Type, string Condition)> types, FramingPlan plan, string call, bool isVoid)
    {
        writer.Space();
        writer.Line("/// <inheritdoc/>");
        if (types.Select(type => type.Type).Distinct().Count() == 1)
        {
            writer.Line($"{signature} =>\n    {UserTypes.Global(types[0].Type, plan.Namespace)}.{call};");
            return;
        }

        using var method = writer.Open(signature);
        for (var index = 0; index < types.Count; index++)
        {
            var last = index == types.Count - 1;
            var test = last ? (isVoid ? "else " : "") : $"{(isVoid && index > 0 ? "else " : "")}if ({types[index].Condition}) ";
            writer.Line($"{test}{(isVoid ? "" : "return ")}{UserTypes.Global(types[index].Type, plan.Namespace)}.{call};");
        }
    }

    private static void WriteReassembly(SourceWriter writer, FramingPlan plan)
    {
        var joined = plan.Framings.Where(framing => framing.Reassembly is not null).ToList();
        if (joined.Count == 0) return;
        writer.Space();
        writer.Line($"""
            /// <inheritdoc/>
            public static bool IsPart(in {plan.HeaderType} header, long key, {Facts}) => {string.Join(" || ", joined.Select(framing => Condition(plan, framing, framing.Reassembly!)))};

            /// <inheritdoc/>
            public static {Reassembler}<{plan.HeaderType}> CreateReassembler() => new {UserTypes.Global(joined[0].Reassembly!.Type, plan.Namespace)}();
            """);
    }

    /// <summary>When a change happens: in the framings that have it, where its condition holds.</summary>
    private static string Condition(FramingPlan plan, Framing framing, BodyChange change)
    {
        var terms = new[] { KeyIn(plan, framing), change.Condition is null ? null : Conditions.Write(change.Condition, own => Number(plan, framing, own), fact => Fact(plan, change.Facts[fact])) };
        var all = string.Join(" && ", terms.OfType<string>());
        return all.Length == 0 ? "true" : plan.Framings.Count > 1 ? $"({all})" : all;
    }

    private static string Number(FramingPlan plan, Framing framing, OwnValue value)
    {
        var frame = framing.Variants.First(layout => layout.Fields.Any(field => field.Name == value.Field));
        return new HeadWriter(plan, frame).Number(value);
    }

    private static string Fact(FramingPlan plan, string name) => $"profile[{plan.Profiles.TakeWhile(fact => fact.Name != name).Count()}]";

    // Null where all frames are alike: then nothing needs to be asked.
    private static string? KeyIn(FramingPlan plan, Framing framing)
    {
        if (plan.Framings.Count == 1) return null;
        var index = plan.Framings.TakeWhile(known => known != framing).Count();
        return $"{plan.Kind("key")} is {Keys(plan.Keys.Where(key => key.Framings.Contains(index)))}";
    }

    private static string Keys(IEnumerable<FrameKey> keys) => string.Join(" or ", keys.Select(key => key.Key).Distinct());
}
