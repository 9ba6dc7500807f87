using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Protocols.Frames;

/// <summary>The end of a frame without a length: where the fields of its message end.</summary>
internal static class MeasureEmitter
{
    /// <summary>Writes the statements that find the length of a frame whose key is known.</summary>
    /// <param name="writer">Where they go.</param>
    /// <param name="plan">The framing.</param>
    /// <param name="frame">The layout.</param>
    /// <param name="key">The expression of the key.</param>
    /// <param name="start">Where the body begins.</param>
    public static void WriteLength(SourceWriter writer, FramingPlan plan, Frame frame, string key, Spot start)
    {
        var rows = Rows(plan, frame);
        writer.Space();
        writer.Line($"// {frame.Body.Name}: ends where the fields of its message end");
        writer.Line($"var end = {start};");
        writer.Line($"var measured = {key} switch");
        writer.Line("{");
        using (writer.Indent())
        {
            foreach (var row in rows)
            {
                var size = FixedSize(row);
                writer.Line(size is null
                    ? $"{row.Key} => Measure{plan.NameOf(frame)}{row.Message}(input, ref end),"
                    : $"{row.Key} => {FrameMeasure}.Skip(input, ref end, {size}),   // {row.Message}");
            }

            writer.Line($"_ => {FrameStatus}.Malformed,   // nobody knows where an unknown message ends");
        }

        writer.Line("};");
        writer.Line($$"""
            if (end > maxFrameBytes{{(frame.TailSize == 0 ? "" : $" - {frame.TailSize}")}}) return {{FrameStatus}}.TooLarge;
            if (measured != {{FrameStatus}}.Frame) return measured;
            var length = end{{(frame.TailSize == 0 ? "" : $" + {frame.TailSize}")}};
            if (length > input.Length) return {{FrameStatus}}.NeedMore;
            """);
    }

    /// <summary>Writes the methods that measure bodies of varying size.</summary>
    public static void WriteMethods(SourceWriter writer, FramingPlan plan)
    {
        foreach (var frame in plan.Layouts.Where(frame => frame.Extent is BodyExtent))
        {
            foreach (var row in Rows(plan, frame).Where(row => FixedSize(row) is null))
            {
                writer.Space();
                using var method = writer.Open($"private static {FrameStatus} Measure{plan.NameOf(frame)}{row.Message}({Bytes} input, ref int position)");
                new Body(writer, plan, row).Write();
            }
        }
    }

    private static List<FrameKey> Rows(FramingPlan plan, Frame frame) =>
        [.. plan.KeysIn(frame).GroupBy(key => key.Key).Select(same => same.First())];

    private static int? FixedSize(FrameKey row) =>
        row.Fields.All(field => FrameSizes.FixedSize(field) is not null) ? row.Fields.Sum(field => FrameSizes.FixedSize(field)!.Value) : null;

    /// <summary>One body.</summary>
    private sealed class Body(SourceWriter writer, FramingPlan plan, FrameKey row)
    {
        private readonly FieldCode _code = new(plan);

        public void Write()
        {
            writer.Line($"{FrameStatus} status;");
            foreach (var field in row.Fields) WriteField(field);
            writer.Line($"return {FrameStatus}.Frame;");
        }

        private void WriteField(Field field)
        {
            var isNamed = IsNamed(field);
            if (isNamed) writer.Line($"var {At(field)} = position;");
            if (field.Presence is Conditional condition)
            {
                if (isNamed) writer.Line($"var {Has(field)} = {Conditions.Write(condition, Number)};");
                using var block = writer.Open($"if ({(isNamed ? Has(field) : Conditions.Write(condition, Number))})");
                WriteSkip(field);
                return;
            }

            WriteSkip(field);
        }

        private void WriteSkip(Field field) => writer.Line($"status = {FrameMeasure}.{Skip(field)};\nif (status != {FrameStatus}.Frame) return status;");

        private string Skip(Field field) => field.Type switch
        {
            { FixedSize: { } size } => $"Skip(input, ref position, {size})",
            VarintType varint => $"SkipVarint(input, ref position, {varint.Bits}, 0)",
            TextType text => Sized(text.Size, 1, text.Encoding is TextEncoding.Utf16BigEndian or TextEncoding.Utf16LittleEndian ? 2 : 1),
            BytesType bytes => Sized(bytes.Size, 1, 1),
            BcdType digits => Sized(digits.Size, 1, 1),
            ListType list => Sized(list.Size, list.InBytes ? 1 : list.Element.FixedSize!.Value, 1),
            _ => throw new NotSupportedException($"The end of a {field.Type.GetType().Name} is not found."),
        };

        private string Sized(SizeRule rule, int unit, int step) => rule switch
        {
            PrefixedSize { Prefix: var prefix } => $"SkipPrefixed(input, ref position, {prefix.Size}, {(prefix.Order == ByteOrder.Big ? "true" : "false")}, {unit})",
            VarintPrefixedSize { Prefix: var prefix } => $"SkipVarint(input, ref position, {prefix.Bits}, {unit})",
            TerminatedSize { Terminator: var mark } => $"SkipTerminated(input, ref position, [{string.Join(", ", mark)}], {step})",
            ReferencedSize { Source: OwnValue source, Steps: var steps } => $"Skip(input, ref position, {Times($"{VerifyEmitter.Steps($"(long){Number(source)}", steps)}", unit)})",
            _ => throw new NotSupportedException($"The end of a {rule.GetType().Name} is not found."),
        };

        private static string Times(string value, int unit) => unit == 1 ? value : $"({value}) * {unit}";

        private string Number(OwnValue value)
        {
            var field = row.Fields.First(known => known.Name == value.Field);
            var read = FieldCode.ReadInteger(field, "input", new(At(field), 0));
            if (value.Path.Count > 1) read = FieldCode.Cut(read, _code.Part(field, value.Path[1]), FieldCode.Integer(field.Type)!);
            return field.Presence is null ? read : $"({Has(field)} ? {read} : 0)";
        }

        private bool IsNamed(Field field) => row.Fields.Any(other => References(other).Any(value => value.Field == field.Name));

        private static IEnumerable<OwnValue> References(Field field)
        {
            if (field.Type.SizeRule() is ReferencedSize { Source: OwnValue source }) yield return source;
            if (field.Presence is Conditional { Terms: var terms })
                foreach (var term in terms.Select(term => term.Value).OfType<OwnValue>()) yield return term;
        }

        private static string At(Field field) => "at" + FieldCode.Pascal(field);

        private static string Has(Field field) => "has" + FieldCode.Pascal(field);
    }
}
