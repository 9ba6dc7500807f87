using ProtoGen.Generator.Emit.Types;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>The view of a choice: which case it is, and what that case holds.</summary>
internal static class ChoiceViewEmitter
{
    public static void Write(SourceWriter writer, ChoicePlan plan)
    {
        writer.Space();
        writer.Line("/// <summary>The case read in place. Valid as long as the body's bytes are: in a handler, until it returns.</summary>");
        using var view = writer.Open("public readonly ref struct View");
        writer.Line($$"""
            private readonly {{Bytes}} _body;
            private readonly {{WireOuter}} _outer;
            private readonly int _start;

            private View({{Bytes}} body, {{WireOuter}} outer, int start)
            {
                _body = body;
                _outer = outer;
                _start = start;
            }
            """);
        WriteTake(writer, plan);
        writer.Space();
        writer.Line("/// <summary>The value that says which case it is.</summary>");
        writer.Line("public long Tag => _outer[0];");
        foreach (var known in plan.Cases) WriteCase(writer, plan, known);
    }

    private static void WriteTake(SourceWriter writer, ChoicePlan plan)
    {
        writer.Space();
        writer.Line("/// <summary>Finds the case from a position of a body on, and moves behind it; text is not looked at. Never throws.</summary>");
        using var method = writer.Open($"public static bool TryTake({Bytes} body, scoped in {WireOuter} outer, scoped ref int position, out View view, out {DecodeError} error)");
        writer.Line("view = new View(body, outer, position);");
        using var cases = writer.Open("switch (outer[0])");
        foreach (var known in plan.Cases)
        {
            using var block = writer.Open(SwitchEmitters.Labels(known.Case));
            known.Type?.Take(new(writer, "body", plan.Value("outer"), "outer.Depth"), known.Names, "found", declare: true);
            writer.Line("error = default;");
            writer.Line("return true;");
        }

        ChoiceCodecEmitter.Unknown(writer, plan);
    }

    private static void WriteCase(SourceWriter writer, ChoicePlan plan, ChoiceCase known)
    {
        var belongs = SwitchEmitters.Belongs("_outer[0]", plan.Switch, known.Case);
        writer.Space();
        if (known.Type is not { } type)
        {
            writer.Line($"/// <summary>Whether it is the case <c>{known.Name}</c>.</summary>");
            writer.Line($"public bool Is{known.Name} => {belongs};");
            return;
        }

        writer.Line($"/// <summary>What stands there in the case <c>{known.Name}</c>.</summary>");
        writer.Line("/// <returns>Whether it is that case.</returns>");
        using var method = writer.Open($"public bool TryGet{known.Name}(out {type.ViewType} value)");
        writer.Line("value = default!;");
        writer.Line($"if (!({belongs})) return false;");
        writer.Line("var position = _start;");
        writer.Line($"{DecodeError} error;");
        var scope = new ReadScope(writer, "_body", plan.Value("_outer"), "_outer.Depth");
        type.Take(scope, known.Names, "found", declare: true);
        writer.Line($"value = {type.View(scope, "found")};");
        writer.Line("return true;");
    }
}
