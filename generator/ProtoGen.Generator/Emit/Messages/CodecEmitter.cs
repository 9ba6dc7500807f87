using ProtoGen.Generator.Emit.Types;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>Encoding: all checks first, then each fixed run under one bounds check and each field of varying size after it.</summary>
internal static class CodecEmitter
{
    public static void Write(SourceWriter writer, BodyPlan plan)
    {
        WriteGetSize(writer, plan);
        WriteEncode(writer, plan);
    }

    private static void WriteGetSize(SourceWriter writer, BodyPlan plan)
    {
        writer.Space();
        var checks = plan.Parts.OfType<PlannedRun>().SelectMany(run => run.Fields).Where(field => field.IsSettable)
            .Select(field => field.Type.Check(field.Value, field.Names)).OfType<string>().ToList();
        var signature = $"static int {MessageInterface}<{plan.Name}>.GetSize(in {plan.Name} message)";
        if (checks.Count == 0)
        {
            writer.Line($"{signature} => {Size(plan)};");
            return;
        }

        using (writer.Open(signature))
        {
            foreach (var check in checks) writer.Line(check);
            writer.Line($"return {Size(plan)};");
        }
    }

    private static string Size(BodyPlan plan)
    {
        if (plan.Layout.FixedSize is not null) return "Wire.Size";
        var terms = plan.Parts.OfType<PlannedVariable>().Select(part => part.Type.Measure(part.Field.Value, plan.Layout.MaxSize, part.Field.Names)).ToList();
        if (plan.RunsSize > 0) terms.Insert(0, Literals.Number(plan.RunsSize));
        return terms.Count > 2 ? $"checked(\n    {string.Join("\n    + ", terms)})" : string.Join(" + ", terms);
    }

    private static void WriteEncode(SourceWriter writer, BodyPlan plan)
    {
        writer.Space();
        using var method = writer.Open($"static void {MessageInterface}<{plan.Name}>.Encode(in {plan.Name} message, {Destination} body)");
        var last = plan.Parts.Count - 1;
        for (var index = 0; index <= last; index++)
        {
            if (index > 0) writer.Space();
            var start = index == 0 ? "" : "position";
            if (plan.Parts[index] is PlannedRun run) WriteRun(writer, run, start, isLast: index == last);
            else WriteVariable(writer, (PlannedVariable)plan.Parts[index], start, isLast: index == last);
        }
    }

    private static void WriteRun(SourceWriter writer, PlannedRun run, string start, bool isLast)
    {
        writer.Line($"var {run.Local} = body.Slice({(start.Length == 0 ? "0" : start)}, {run.Run.Size});");
        if (!isLast) writer.Line(start.Length == 0 ? $"var position = {run.Run.Size};" : $"position += {run.Run.Size};");
        foreach (var (field, placed) in run.Places)
        {
            writer.Space();
            writer.Line(field.Comment);
            writer.Line(field is { Field.Constant: { } constant, Type: SizedEmitter sized }
                ? sized.WriteConstant(constant, run.InRun(placed))
                : field.Type.Write(field.Value, run.InRun(placed)));
        }
    }

    private static void WriteVariable(SourceWriter writer, PlannedVariable part, string start, bool isLast)
    {
        var write = part.Type.WriteVariable(part.Field.Value, start.Length == 0 ? "body" : $"body.Slice({start})");
        writer.Line(part.Field.Comment);
        writer.Line((isLast, start.Length == 0) switch
        {
            (true, _) => $"{write};",
            (false, true) => $"var position = {write};",
            _ => $"position += {write};",
        });
    }
}
