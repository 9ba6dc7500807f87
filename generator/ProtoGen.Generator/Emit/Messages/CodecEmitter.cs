using ProtoGen.Generator.Emit.Types;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>Encoding: all checks first, then each fixed run under one bounds check and each field of varying size after it, then what is derived.</summary>
internal static class CodecEmitter
{
    public static void Write(SourceWriter writer, BodyPlan plan)
    {
        LengthsEmitter.Write(writer, plan);
        MeasureEmitter.Write(writer, plan);
        WriteEncode(writer, plan);
    }

    private static void WriteEncode(SourceWriter writer, BodyPlan plan)
    {
        writer.Space();
        using var method = writer.Open(Signature(plan));
        var facts = new WriteFacts(plan);
        var patches = DerivedWriter.Patched(plan).ToList();
        var last = plan.Parts.Count - 1;
        LengthsEmitter.WriteCompletion(writer, plan);
        if (plan.IsFilled) writer.Line("var start = position;");
        // In one run every place is known, also to what is written afterwards.
        var isPlain = patches.Count == 0 || (last == 0 && plan.Parts[0] is PlannedRun);
        var endsHere = plan.IsMessage && isPlain && !plan.KeepsTrailing;
        for (var index = 0; index <= last; index++)
        {
            if (index > 0) writer.Space();
            var isFirst = index == 0 && plan.IsMessage;
            if (plan.Parts[index] is PlannedRun run) WriteRun(writer, plan, run, facts, isFirst, isLast: endsHere && index == last);
            else WriteVariable(writer, plan, (PlannedVariable)plan.Parts[index], facts, isFirst, isLast: endsHere && index == last);
            foreach (var field in plan.Parts[index].Fields) facts.Pass(field);
        }

        if (plan.KeepsTrailing)
        {
            writer.Space();
            if (plan.Parts.Count == 0) writer.Line("var position = 0;");
            writer.Line("// what stands after the last field");
            writer.Line($"{WireBytes}.Write(message.TrailingBytes, body.Slice(position));");
        }

        if (plan.IsFilled)
        {
            writer.Space();
            writer.Line("// what fills it behind the last field");
            writer.Line($"position = {FillingBytes}.Write(body, start, position, {plan.Structure.PadTo}{(plan.FillingMember is { } kept ? $", message.{kept}" : "")});");
        }

        if (patches.Count > 0) CaseSizeWriter.WriteAll(writer, plan, facts);
        foreach (var field in patches) DerivedWriter.Write(writer, plan, field, facts);
        if (plan.IsMessage) return;
        writer.Space();
        writer.Line("return position;");
    }

    private static string Signature(BodyPlan plan) => (plan.IsMessage, plan.TakesOuter) switch
    {
        (true, false) => $"static void {MessageInterface}<{plan.Name}>.Encode(in {plan.Name} message, {Destination} body)",
        (true, true) => $"static void {MessageInterface}<{plan.Name}>.Encode(in {plan.Name} message, in {WireOuter} {LengthsEmitter.Outer(plan)}, {Destination} body)",
        _ => $"static int {StructMembersEmitter.Interface(plan)}.Encode(in {plan.Name} message, in {WireOuter} outer, {Destination} body, int position)",
    };

    private static void WriteRun(SourceWriter writer, BodyPlan plan, PlannedRun run, WriteFacts facts, bool isFirst, bool isLast)
    {
        writer.Line($"var {run.Local} = body.Slice({(isFirst ? "0" : "position")}, {run.Run.Size});");
        if (!run.IsFirst && run.Fields.Any(field => plan.Ranged.Names.Contains(field.Field.Name))) writer.Line($"var {run.At} = position;");
        if (!isLast) writer.Line(isFirst ? $"var position = {run.Run.Size};" : $"position += {run.Run.Size};");
        if (plan.Image is { IsWorthMoving: true } image) WriteImage(writer, plan, run, image);
        foreach (var (field, placed) in run.Places)
        {
            writer.Space();
            writer.Line(field.Comment);
            if (field.IsComputed) writer.Line("// (derived: written below)");
            else writer.Line(field is { Field.Constant: { } constant, Type: SizedEmitter sized }
                ? sized.WriteConstant(constant, run.InRun(placed))
                : field.Type.Write(field.Value, run.InRun(placed)));
        }
    }

    private static void WriteImage(SourceWriter writer, BodyPlan plan, PlannedRun run, WireImage image)
    {
        using var block = writer.Open($"if ({RuntimeNames.WireImage}.Is<{plan.Name}>({image.Size}))");
        foreach (var move in image.Moves)
        {
            writer.Line(move.Comment);
            writer.Line($"{RuntimeNames.WireImage}.Write(in message, {run.Local}, {move.Arguments});");
        }

        writer.Line(plan.IsMessage ? "return;" : "return position;");
    }

    private static void WriteVariable(SourceWriter writer, BodyPlan plan, PlannedVariable part, WriteFacts facts, bool isFirst, bool isLast)
    {
        var field = part.Field;
        var isRanged = plan.Ranged.Names.Contains(field.Field.Name);
        if (part.IsBare && !isRanged && !field.IsComputed && field.Type.WriteExpression(field.Value, isFirst ? "body" : "body.Slice(position)") is { } write)
        {
            writer.Line(field.Comment);
            writer.Line((isLast, isFirst) switch
            {
                (true, _) => $"{write};",
                (false, true) => $"var position = {write};",
                _ => $"position += {write};",
            });
            return;
        }

        if (isFirst) writer.Line("var position = 0;");
        VariableWriter.Encode(writer, plan, part, facts);
    }
}
