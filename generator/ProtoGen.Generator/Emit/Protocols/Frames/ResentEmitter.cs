using ProtoGen.Generator.Emit.Types;
using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Protocols.Frames;

/// <summary><c>Resent</c>: the header of a frame that is sent again.</summary>
internal static class ResentEmitter
{
    public static void Write(SourceWriter writer, FramingPlan plan)
    {
        var keys = plan.Keys.Where(key => key.Resent.Count > 0).GroupBy(key => key.Key).Select(same => same.First()).ToList();
        if (keys.Count == 0) return;
        writer.Space();
        writer.Line("""
            /// <inheritdoc/>
            public static bool MarksResent => true;
            """);
        writer.Space();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"public static {plan.HeaderType} Resent(in {plan.HeaderType} header, long key) => {plan.Kind("key")} switch");
        writer.Line("{");
        using (writer.Indent())
        {
            foreach (var key in keys) writer.Line($"{key.Key} => header with {{ {string.Join(", ", Values(plan, key))} }},   // {key.Message}");
            writer.Line("_ => header,");
        }

        writer.Line("};");
    }

    private static IEnumerable<string> Values(FramingPlan plan, FrameKey key)
    {
        var code = new FieldCode(plan);
        foreach (var group in key.Resent.GroupBy(value => value.Field.Split('.')[0]))
        {
            var field = plan.Header.First(known => known.Name == group.Key);
            var property = FieldCode.Property(field);
            yield return field.Type is BitsFieldType bits
                ? $"{property} = new {code.CSharpType(field)}({Bits(code, field, bits, $"header.{property}.Raw", group)})"
                : $"{property} = {Literal(code, field, group.Single().Value)}";
        }
    }

    private static string Bits(FieldCode code, Field field, BitsFieldType bits, string own, IEnumerable<VectorValue> values)
    {
        var (mask, set) = (0UL, 0UL);
        foreach (var value in values)
        {
            var part = code.Part(field, value.Field.Substring(field.Name.Length + 1));
            mask |= part.Mask;
            set |= KeyEmitter.Number(value.Value).Bits << part.Low;
        }

        var kept = ~mask & (ulong.MaxValue >> (64 - (bits.Underlying.Size * 8)));
        return $"unchecked(({IntegerEmitter.CSharp(bits.Underlying)})({own} & {HeadWriter.Hex(kept)}{(set == 0 ? "" : " | " + HeadWriter.Hex(set))}))";
    }

    private static string Literal(FieldCode code, Field field, FieldValue value)
    {
        var literal = code.Emitter(field).Literal(value);
        return field.Type is EnumFieldType ? $"unchecked(({code.CSharpType(field)})({literal}))" : literal;
    }
}
