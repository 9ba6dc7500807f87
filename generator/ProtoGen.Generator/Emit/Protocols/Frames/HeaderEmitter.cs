using ProtoGen.Generator.Emit.Types;
using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Protocols.Frames;

/// <summary>The struct of what users read and set of a frame, its reading, and what replies repeat of it.</summary>
internal static class HeaderEmitter
{
    public static void WriteType(SourceWriter writer, FramingPlan plan)
    {
        if (!plan.HasHeader) return;
        if (plan.Variants.Count > 0) WriteVariants(writer, plan);

        var code = new FieldCode(plan);
        writer.Space();
        writer.Line("/// <summary>What a frame says beside its message.</summary>");
        using var type = writer.Open($"public readonly record struct {plan.Protocol}Header");
        if (plan.Variants.Count > 0)
        {
            writer.Line($$"""
                /// <summary>The layout of the frame, where the message does not say it.</summary>
                public {{plan.Protocol}}Variant Variant { get; init; }
                """);
        }

        foreach (var field in plan.Header)
        {
            writer.Space();
            writer.Line(Xml.Summary(field.Doc, $"<c>{Xml.Escape(field.Name)}</c>: {Xml.Escape(code.Format(field))}."));
            writer.Line(Property(code, field, "public"));
        }

        foreach (var field in plan.Hidden)
        {
            writer.Space();
            writer.Line($"// {field.Name}: kept for the round trip");
            writer.Line(Property(code, field, "internal"));
        }

        foreach (var field in plan.Widths)
        {
            writer.Space();
            writer.Line($"// how wide {field.Name} was, kept for the round trip; 0 for as narrow as it can be");
            writer.Line($"internal int {WidthCode.Member(field)} {{ get; init; }}");
        }
    }

    /// <summary>Writes the statements that read the header of a layout.</summary>
    public static void WriteRead(SourceWriter writer, FramingPlan plan, Frame frame)
    {
        var fields = frame.Header.Concat(frame.Fields.Where(FramingPlan.IsHidden)).ToList();
        var widths = frame.Fields.Where(WidthCode.IsKept).ToList();
        if (fields.Count == 0 && widths.Count == 0 && frame.Variant.Length == 0)
        {
            writer.Line("return default;");
            return;
        }

        var code = new FieldCode(plan);
        var reader = new HeadReader(plan, frame, writer, "frame");
        foreach (var field in frame.Head)
        {
            reader.Take(field, "frame", null);
            if (WidthCode.IsKept(field)) reader.ReadWidth(field);
        }

        var position = new Spot("head.Length", -frame.TailSize);
        foreach (var field in frame.Tail)
        {
            reader.Place(field.Name, position, position.Plus(field.Type.FixedSize!.Value));
            position = position.Plus(field.Type.FixedSize!.Value);
        }

        writer.Line("return new()");
        writer.Line("{");
        using (writer.Indent())
        {
            if (frame.Variant.Length > 0) writer.Line($"Variant = {plan.Protocol}Variant.{frame.Variant},");
            foreach (var field in fields)
            {
                var read = field.Type is VarintType varint
                    ? $"unchecked(({IntegerEmitter.CSharp(varint.Value)}){reader.Number(OwnValue.Of(field.Name))})"
                    : code.Read(field, "frame", reader.StartOf(field.Name), reader.Slice(field));
                writer.Line($"{FieldCode.Property(field)} = {(field.Presence is null ? read : $"{HeadReader.Has(field)} ? {read} : null")},");
            }

            foreach (var field in widths)
            {
                var choice = (SwitchType)field.Type;
                writer.Line($"{WidthCode.Member(field)} = {WidthCode.Spelling(choice, reader.Number((OwnValue)choice.Tag), reader.Number(OwnValue.Of(field.Name)))},");
            }
        }

        writer.Line("};");
    }

    /// <summary>Writes the members about replies and numbers.</summary>
    public static void WriteSequence(SourceWriter writer, FramingPlan plan)
    {
        var sequence = plan.Layouts.Select(frame => frame.Sequence is { } name ? frame.Field(name) : null).FirstOrDefault(field => field is not null);
        var repeated = plan.Layouts.SelectMany(frame => frame.Echoes.Select(frame.Field)).Concat(sequence is null || plan.RepliesAreNumbered ? [] : [sequence]).Select(field => field.Property!).Distinct().ToList();
        if (plan.Variants.Count > 0) repeated.Add("Variant");
        var header = plan.HeaderType;
        writer.Space();
        writer.Line($$"""
            /// <inheritdoc/>
            public static {{header}} Answer(in {{header}} request) => {{(repeated.Count == 0 ? "default" : $"new() {{ {string.Join(", ", repeated.Select(name => $"{name} = request.{name}"))} }}")}};

            /// <inheritdoc/>
            public static bool HasSequence => {{(sequence is null ? "false" : "true")}};

            /// <inheritdoc/>
            public static long GetSequence(in {{header}} header) => {{Get(sequence)}};

            /// <inheritdoc/>
            public static {{header}} WithSequence(in {{header}} header, long sequence) => {{With(sequence)}};
            """);
        if (!plan.RepliesAreNumbered) return;
        writer.Space();
        writer.Line("""
            /// <inheritdoc/>
            public static bool EchoesSequence => false;
            """);
    }

    private static string Get(Field? sequence) => sequence is null ? "0"
        : FieldCode.Integer(sequence.Type) is { Size: 8, Signed: false } ? $"unchecked((long)header.{sequence.Property})"
        : $"header.{sequence.Property}";

    /// <summary>The number wrapped to the field's width.</summary>
    private static string With(Field? sequence)
    {
        if (sequence is null) return "header";
        var integer = FieldCode.Integer(sequence.Type)!;
        var bits = integer.Size * 8;
        var wrapped = integer.Size is 1 or 2 or 4 or 8 ? "sequence"
            : integer.Signed ? $"sequence << {64 - bits} >> {64 - bits}" : $"sequence & {FieldCode.Mask(bits)}";
        return $"header with {{ {sequence.Property} = unchecked(({IntegerEmitter.CSharp(integer)})({wrapped})) }}".Replace("(sequence))", "sequence)");
    }

    private static void WriteVariants(SourceWriter writer, FramingPlan plan)
    {
        writer.Space();
        writer.Line("/// <summary>The layouts a frame may have.</summary>");
        using var type = writer.Open($"public enum {plan.Protocol}Variant");
        foreach (var name in plan.Variants)
        {
            writer.Space();
            writer.Line($"/// <summary>{Xml.Escape(plan.Layouts.First(frame => frame.Variant == name).SchemaName)}</summary>\n{name},");
        }
    }

    private static string Property(FieldCode code, Field field, string access)
    {
        var type = code.CSharpType(field);
        if (field.Presence is not null) return $"{access} {type}? {FieldCode.Property(field)} {{ get; init; }}";
        return type == "string"
            ? $"{access} string {FieldCode.Property(field)} {{ get => field ?? \"\"; init; }}"
            : $"{access} {type} {FieldCode.Property(field)} {{ get; init; }}";
    }
}
