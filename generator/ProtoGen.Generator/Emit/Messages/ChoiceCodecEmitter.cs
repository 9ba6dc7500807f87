using ProtoGen.Generator.Emit.Types;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>How structures around a choice read and write it; they hand it the tag, and what its cases depend on.</summary>
internal static class ChoiceCodecEmitter
{
    public static void Write(SourceWriter writer, ChoicePlan plan)
    {
        writer.Space();
        writer.Line($$"""
            static int {{plan.Interface}}.MinSize => 1;

            static int {{plan.Interface}}.PlainSize => 0;

            static bool {{plan.Interface}}.TryTake({{Bytes}} body, scoped in {{WireOuter}} outer, scoped ref int position, out View view, out {{DecodeError}} error) =>
                View.TryTake(body, in outer, ref position, out view, out error);
            """);
        WriteRead(writer, plan);
        WriteMeasure(writer, plan);
        WriteEncode(writer, plan);
        CaseSizeEmitter.Write(writer, plan.Switch, plan.Name, "value", plan.Value("outer"), plan.Cases.Where(known => known.Type is not null).Select(known =>
            new CaseCode($"case {known.Name} known:", known.Case.Type!, known.Type!, known.Names, $"known.{known.Member}")));
    }

    private static void WriteRead(SourceWriter writer, ChoicePlan plan)
    {
        writer.Space();
        using var method = writer.Open($"static bool {plan.Interface}.TryRead({Bytes} body, in {WireOuter} outer, ref int position, out {plan.Name} value, out {DecodeError} error)");
        writer.Line("value = null!;");
        using var cases = writer.Open("switch (outer[0])");
        foreach (var known in plan.Cases)
        {
            using var block = writer.Open(SwitchEmitters.Labels(known.Case));
            var arguments = new List<string>();
            if (known.Case.CarriesTag) arguments.Add("outer[0]");
            if (known.Type is { } type)
            {
                var scope = new ReadScope(writer, "body", plan.Value("outer"), "outer.Depth");
                type.Take(scope, known.Names, "found", declare: true);
                arguments.Add(type.Copy(scope, known.Names, "found", "copy"));
            }

            writer.Line($"value = new {known.Name}({string.Join(", ", arguments)});");
            writer.Line("error = default;");
            writer.Line("return true;");
        }

        Unknown(writer, plan);
    }

    private static void WriteMeasure(SourceWriter writer, ChoicePlan plan)
    {
        writer.Space();
        using (writer.Open($"static long {plan.Interface}.Measure(in {plan.Name} value, in {WireOuter} outer, long position)"))
        {
            using (writer.Open("switch (value)"))
            {
                foreach (var known in plan.Cases)
                {
                    using var block = writer.Open($"case {known.Name} known:");
                    writer.Line($"if (!({SwitchEmitters.Belongs("outer[0]", plan.Switch, known.Case)})) {EncodeChecks}.ThrowTag(outer[0], {known.Names.Arguments});");
                    if (known.Type is { } type) SizeChecks.Measure(new(writer, int.MaxValue, plan.Value("outer"), "outer.Depth"), known.Case.Type!, type, known.Names, $"known.{known.Member}");
                    else writer.Line("_ = known;");
                    writer.Line("break;");
                }
            }

            writer.Space();
            writer.Line("return position;");
        }
    }

    private static void WriteEncode(SourceWriter writer, ChoicePlan plan)
    {
        writer.Space();
        using var method = writer.Open($"static int {plan.Interface}.Encode(in {plan.Name} value, in {WireOuter} outer, {Destination} body, int position)");
        using (writer.Open("switch (value)"))
        {
            foreach (var known in plan.Cases.Where(known => known.Type is not null))
            {
                using var block = writer.Open($"case {known.Name} known:");
                known.Type!.Encode(new(writer, int.MaxValue, plan.Value("outer"), "outer.Depth"), known.Names, $"known.{known.Member}");
                writer.Line("break;");
            }
        }

        writer.Space();
        writer.Line("return position;");
    }

    /// <summary>The end of a switch over tags: an error, unless any tag has a case.</summary>
    public static void Unknown(SourceWriter writer, ChoicePlan plan)
    {
        if (plan.Switch.Else is not null) return;
        writer.Line("default:");
        using var indent = writer.Indent();
        writer.Line($"return {DecodeError}.UnknownTag(\"{plan.Name}\", position, outer[0], out error);");
    }
}
