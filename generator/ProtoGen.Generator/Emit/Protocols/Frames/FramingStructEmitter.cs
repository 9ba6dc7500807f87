using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Protocols.Frames;

/// <summary>The framing as the connections use it. With one layout its members say it themselves; with several they choose one.</summary>
internal static class FramingStructEmitter
{
    private const string ReadHeadParameters = $"{Bytes} input, int maxFrameBytes, out {FrameHead} head";

    public static void Write(SourceWriter writer, FramingPlan plan)
    {
        writer.Line("/// <summary>The framing as the connections use it.</summary>");
        writer.Line(Hidden);
        using var type = writer.Open($"public readonly struct {plan.Protocol}Framing : {RuntimeNames.Framing}<{plan.HeaderType}>");
        ChecksumEmitter.WriteTables(writer, plan);
        WriteEscapingTable(writer, plan);
        writer.Space();
        writer.Line($"""
            /// <inheritdoc/>
            public static int MaxFrameBytes => {plan.Protocol}Protocol.MaxFrameBytes;
            """);
        WriteReadHead(writer, plan);
        WriteReadHeader(writer, plan);
        HeaderEmitter.WriteSequence(writer, plan);
        ResentEmitter.Write(writer, plan);
        OuterEmitter.Write(writer, plan);
        LengthsEmitter.Write(writer, plan);
        WriteUnknown(writer, plan);
        WriteSize(writer, plan);
        WriteSeal(writer, plan);
        WriteEscaping(writer, plan);
        ChangeEmitter.Write(writer, plan);
        if (plan.HasStates) StateEmitter.Write(writer, plan);
        if (!plan.IsSingle) WriteLayouts(writer, plan);
        WriteExtra(writer, plan);
    }

    private static void WriteReadHead(SourceWriter writer, FramingPlan plan)
    {
        writer.Space();
        writer.Line("/// <inheritdoc/>");
        if (plan.HasStates)
        {
            writer.Line($"public static {FrameStatus} ReadHead({ReadHeadParameters}) => ReadHead(input, maxFrameBytes, 0, out head);");
            return;
        }

        using var method = writer.Open($"public static {FrameStatus} ReadHead({ReadHeadParameters})");
        if (plan.IsSingle) ReadHeadEmitter.Write(writer, plan, plan.Framings[0].Variants[0]);
        else WriteChoice(writer, plan, plan.Framings[0]);
    }

    /// <summary>Tells the variants of a framing apart by their marks.</summary>
    internal static void WriteChoice(SourceWriter writer, FramingPlan plan, Framing framing)
    {
        if (framing.Variants.Count == 1)
        {
            writer.Line($"return Read{plan.NameOf(framing.Variants[0])}(input, maxFrameBytes, out head);");
            return;
        }

        foreach (var frame in framing.Variants)
        {
            var end = frame.Marks.Max(mark => mark.Offset + 1);
            writer.Line($"if (input.Length >= {end} && {Marks(frame, "input")}) return Read{plan.NameOf(frame)}(input, maxFrameBytes, out head);");
        }

        var longest = framing.Variants.SelectMany(frame => frame.Marks).Max(mark => mark.Offset + 1);
        writer.Line("head = default;");
        writer.Line(framing.Escape is null
            ? $"return input.Length < {longest} ? {FrameStatus}.NeedMore : {FrameStatus}.Malformed;"
            : $"return {FrameStatus}.Malformed;");
    }

    private static void WriteReadHeader(SourceWriter writer, FramingPlan plan)
    {
        writer.Space();
        writer.Line("/// <inheritdoc/>");
        var signature = $"public static {plan.HeaderType} ReadHeader({Bytes} frame, in {FrameHead} head)";
        if (!plan.HasHeader)
        {
            writer.Line($"{signature} => default;");
            return;
        }

        using var method = writer.Open(signature);
        if (plan.IsSingle)
        {
            HeaderEmitter.WriteRead(writer, plan, plan.Framings[0].Variants[0]);
            return;
        }

        foreach (var frame in plan.Layouts)
        {
            var conditions = new List<string>();
            if (plan.HasStates) conditions.Add(KeyIn(plan, plan.IndexOf(frame)));
            if (frame.Marks.Count > 0) conditions.Add(Marks(frame, "frame"));
            writer.Line($"if ({string.Join(" && ", conditions)}) return Read{plan.NameOf(frame)}Header(frame, in head);");
        }

        writer.Line("return default;");
    }

    private static void WriteUnknown(SourceWriter writer, FramingPlan plan)
    {
        if (!plan.CatchesUnknown) return;
        writer.Space();
        writer.Line("""
            /// <inheritdoc/>
            public static bool CatchesUnknown => true;
            """);
        if (plan.KeysAreIds) return;
        writer.Space();
        writer.Line($"""
            // The key of an unknown id is negative and holds the id in its low {UnknownIdPart.KeyBits} bits; without them it is that of the message.
            internal static long KindOf(long key) => key < 0 ? key & {-1L << UnknownIdPart.KeyBits} : key;
            """);
    }

    private static void WriteSize(SourceWriter writer, FramingPlan plan)
    {
        writer.Space();
        writer.Line("/// <inheritdoc/>");
        using var method = writer.Open($"public static int GetFrameSize(in {plan.HeaderType} header, long key, int bodySize, out int bodyOffset)");
        if (plan.IsSingle)
        {
            new SealEmitter(writer, plan, plan.Framings[0].Variants[0]).WriteSize();
            return;
        }

        foreach (var (frame, condition) in Choices(plan))
            writer.Line($"{(condition is null ? "" : $"if ({condition}) ")}return Get{plan.NameOf(frame)}Size(in header, key, bodySize, out bodyOffset);");
    }

    private static void WriteSeal(SourceWriter writer, FramingPlan plan)
    {
        writer.Space();
        writer.Line("/// <inheritdoc/>");
        using var method = writer.Open($"public static void Seal({Destination} frame, in {plan.HeaderType} header, long key, int bodySize)");
        if (plan.IsSingle)
        {
            new SealEmitter(writer, plan, plan.Framings[0].Variants[0]).WriteSeal();
            return;
        }

        var first = true;
        foreach (var (frame, condition) in Choices(plan))
        {
            writer.Line($"{(condition is null ? "else " : $"{(first ? "" : "else ")}if ({condition}) ")}Seal{plan.NameOf(frame)}(frame, in header, key, bodySize);");
            first = false;
        }
    }

    /// <summary>The layouts, each with the condition under which a frame is written in it; null for the last.</summary>
    private static IEnumerable<(Frame Frame, string? Condition)> Choices(FramingPlan plan)
    {
        var layouts = plan.Layouts.ToList();
        for (var index = 0; index < layouts.Count; index++)
            yield return (layouts[index], index == layouts.Count - 1 ? null : WrittenIn(plan, layouts[index]));
    }

    private static string WrittenIn(FramingPlan plan, Frame frame)
    {
        var own = plan.KeysIn(frame).Where(key => key.Variant is not null || frame.Variant.Length == 0).Select(key => key.Key).Distinct().ToList();
        var free = plan.KeysIn(frame).Where(key => key.Variant is null && frame.Variant.Length > 0).Select(key => key.Key).Distinct().ToList();
        var chosen = Chosen(plan, frame);
        var conditions = new List<string>();
        if (own.Count > 0) conditions.Add($"{plan.Kind("key")} is {string.Join(" or ", own)}");
        if (free.Count > 0) conditions.Add(own.Count == 0 && !plan.HasStates && plan.Keys.All(key => key.Variant is null) ? chosen : $"{plan.Kind("key")} is {string.Join(" or ", free)} && {chosen}");
        return conditions.Count == 0 ? "false" : string.Join(" || ", conditions);
    }

    /// <summary>The header's variant. One that this side or state does not have means the first of those it has, as none does.</summary>
    private static string Chosen(FramingPlan plan, Frame frame)
    {
        var variants = plan.Framings[plan.IndexOf(frame)].Variants;
        if (!plan.HasStates || variants[0] != frame) return $"header.Variant == {plan.Protocol}Variant.{frame.Variant}";
        var others = variants.Skip(1).Select(other => $"{plan.Protocol}Variant.{other.Variant}").ToList();
        return others.Count == 0 ? "true" : $"header.Variant is not ({string.Join(" or ", others)})";
    }

    private static string KeyIn(FramingPlan plan, int framing)
    {
        var keys = plan.Keys.Where(key => key.Framings.Contains(framing)).Select(key => key.Key).Distinct().ToList();
        return keys.Count == 0 ? "false" : $"{plan.Kind("head.Key")} is {string.Join(" or ", keys)}";
    }

    private static string Marks(Frame frame, string span) => string.Join(" && ", frame.Marks.Select(mark =>
        mark.Mask == 0xFF ? $"{span}[{mark.Offset}] == {Byte(mark.Value)}" : $"({span}[{mark.Offset}] & {Byte(mark.Mask)}) == {Byte(mark.Value)}"));

    private static void WriteLayouts(SourceWriter writer, FramingPlan plan)
    {
        foreach (var frame in plan.Layouts)
        {
            var name = plan.NameOf(frame);
            writer.Space();
            using (writer.Open($"private static {FrameStatus} Read{name}({ReadHeadParameters})")) ReadHeadEmitter.Write(writer, plan, frame);
            if (plan.HasHeader)
            {
                writer.Space();
                using (writer.Open($"private static {plan.HeaderType} Read{name}Header({Bytes} frame, in {FrameHead} head)")) HeaderEmitter.WriteRead(writer, plan, frame);
            }

            var code = new SealEmitter(writer, plan, frame);
            writer.Space();
            using (writer.Open($"private static int Get{name}Size(in {plan.HeaderType} header, long key, int bodySize, out int bodyOffset)")) code.WriteSize();
            writer.Space();
            using (writer.Open($"private static void Seal{name}({Destination} frame, in {plan.HeaderType} header, long key, int bodySize)")) code.WriteSeal();
        }
    }

    private static void WriteEscapingTable(SourceWriter writer, FramingPlan plan)
    {
        if (plan.Framings[0].Escape is not { } rule) return;
        writer.Space();
        writer.Line(
            $"private static readonly {RuntimeNames.Escaping} Rule = new(flag: {Byte(rule.Flag)}, escape: {Byte(rule.Escape)}, " +
            $"originals: [{string.Join(", ", rule.Codes.Select(code => Byte(code.Original)))}], codes: [{string.Join(", ", rule.Codes.Select(code => Byte(code.Code)))}]);");
    }

    private static void WriteEscaping(SourceWriter writer, FramingPlan plan)
    {
        var framing = plan.Framings[0];
        if (framing.Pad is { } pad)
        {
            writer.Space();
            writer.Line($"""
                /// <inheritdoc/>
                public static bool TrimsBodies => true;

                /// <inheritdoc/>
                public static byte BodyPad => {Byte(pad.Value)};

                /// <inheritdoc/>
                public static int MinBodyBytes => {pad.Min};
                """);
        }

        if (framing.Escape is { } rule)
        {
            writer.Space();
            writer.Line($"""
                /// <inheritdoc/>
                public static bool IsEscaped => true;

                /// <inheritdoc/>
                public static byte Flag => {Byte(rule.Flag)};

                /// <inheritdoc/>
                public static {RuntimeNames.Escaping} Escaping => Rule;

                /// <inheritdoc/>
                public static int MaxWireBytes => {framing.MaxWireSize ?? Math.Min(int.MaxValue, (2L * framing.MaxSize) + 2)};
                """);
        }

        if (framing.Resync != Resync.Magic) return;
        writer.Space();
        writer.Line("""
            /// <inheritdoc/>
            public static bool Resyncs => true;
            """);
        if (framing.Escape is not null || plan.Framer is not null) return;
        writer.Space();
        writer.Line("/// <inheritdoc/>");
        var starts = framing.Variants.Select(frame => frame.Fields.First()).Select(field =>
            $"{RuntimeNames.FrameMarks}.Find(input, [{string.Join(", ", ValueBytesOf(field).Select(Byte))}])");
        writer.Line($"public static int FindStart({Bytes} input) => {starts.Aggregate((left, right) => $"global::System.Math.Min({left}, {right})")};");
    }

    private static byte[] ValueBytesOf(Field field) => Schema.Layout.Walk.ValueBytes.Write(((ConstantDerivation)field.Derivation!).Value, field.Type);

    private static void WriteExtra(SourceWriter writer, FramingPlan plan)
    {
        if (!plan.Layouts.SelectMany(frame => frame.Fields).Any(field => field.Derivation is CheckDerivation { HasExtra: true })) return;
        writer.Space();
        writer.Line("// What a message adds to the bytes that are checked; unknown messages cannot be checked.");
        using var method = writer.Open($"private static bool HasExtra(long key, out {Bytes} extra)");
        writer.Line($"switch ({plan.Kind("key")})");
        writer.Line("{");
        using (writer.Indent())
        {
            var rows = plan.Keys.Where(key => !key.CatchesUnknown || key.Extra.Count > 0).GroupBy(key => key.Key).Select(same => same.First()).ToList();
            foreach (var row in rows)
            {
                // Where keys are ids, what is unknown has none of its own.
                if (row.CatchesUnknown && plan.KeysAreIds) continue;
                writer.Line($"case {row.Key}:   // {row.Message}");
                using (writer.Indent()) writer.Line($"extra = [{string.Join(", ", row.Extra.Select(Byte))}];\nreturn true;");
            }

            var other = plan.KeysAreIds ? rows.FirstOrDefault(row => row.CatchesUnknown) : null;
            writer.Line($"default:{(other is null ? "" : $"   // {other.Message}")}");
            using (writer.Indent()) writer.Line(other is null ? "extra = default;\nreturn false;" : $"extra = [{string.Join(", ", other.Extra.Select(Byte))}];\nreturn true;");
        }

        writer.Line("}");
    }

    private static string Byte(byte value) => "0x" + value.ToString("X2", System.Globalization.CultureInfo.InvariantCulture);
}
