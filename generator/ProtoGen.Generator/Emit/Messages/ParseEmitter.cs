using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary><c>TryParse</c>: finds every field, checks every size and every byte that has illegal values.</summary>
internal static class ParseEmitter
{
    public static void Write(SourceWriter writer, BodyPlan plan)
    {
        writer.Space();
        writer.Line("/// <summary>Finds the fields of a whole body; text is not looked at. Never throws.</summary>");
        using var method = writer.Open($"public static bool TryParse({Bytes} body, out View view, out {DecodeError} error)");
        writer.Line("view = default;");

        if (plan.Layout.FixedSize is not null) WriteFixed(writer, plan);
        else WriteParts(writer, plan);

        writer.Line($"view = new View({string.Join(", ", ViewEmitter.State(plan).Select(item => item.Local).Prepend("body"))});");
        writer.Line("error = default;");
        writer.Line("return true;");
    }

    private static void WriteFixed(SourceWriter writer, BodyPlan plan)
    {
        Refuse(writer, "body.Length != Wire.Size", $"{RefusalEmitter.Name(0)}(body.Length)");
        if (plan.Parts.Count == 1) WriteValueChecks(writer, (PlannedRun)plan.Parts[0]);
    }

    private static void WriteParts(SourceWriter writer, BodyPlan plan)
    {
        var last = plan.Parts.Count - 1;
        for (var index = 0; index <= last; index++)
        {
            if (plan.Parts[index] is PlannedRun run) WriteRun(writer, run, index, isChecked: index > 0 && IsRest(plan.Parts[index - 1]));
            else WriteVariable(writer, (PlannedVariable)plan.Parts[index], index);
        }

        var restTakesAll = plan.Parts.Any(IsRest);
        if (!restTakesAll) Refuse(writer, "position != body.Length", $"{DecodeError}.Trailing(\"{plan.Name}\", position, body.Length - position)");
    }

    private static void WriteRun(SourceWriter writer, PlannedRun run, int index, bool isChecked)
    {
        if (run.IsFirst)
        {
            Refuse(writer, $"body.Length < {run.Run.Size}", $"{RefusalEmitter.Name(index)}(body.Length)");
            WriteValueChecks(writer, run);
            writer.Line($"var position = {run.Run.Size};");
            return;
        }

        var start = run.Start.Substring(1);
        if (!isChecked) Refuse(writer, $"body.Length - position < {run.Run.Size}", $"{RefusalEmitter.Name(index)}(position, body.Length - position)");
        writer.Line($"var {start} = position;");
        WriteValueChecks(writer, run);
        if (!isChecked) writer.Line($"position += {run.Run.Size};");
    }

    private static bool IsRest(PlannedPart part) => part is PlannedVariable { IsRest: true };

    private static void WriteVariable(SourceWriter writer, PlannedVariable part, int index)
    {
        if (index == 0) writer.Line("var position = 0;");
        if (part.IsRest) WriteRest(writer, part, index);
        else writer.Line($"if (!{part.Type.Take(part.Field.Names, part.Local)}) return false;");
    }

    /// <summary>A rest leaves just the fixed run behind it, so the check for that run is made here, and made once.</summary>
    private static void WriteRest(SourceWriter writer, PlannedVariable part, int index)
    {
        var (local, reserved) = (part.Local, part.Part.Reserved);
        if (reserved == 0)
        {
            writer.Line($"var {local} = new {WireRange}(position, body.Length - position);");
            return;
        }

        Refuse(writer, $"body.Length - {reserved} < position", $"{RefusalEmitter.Name(index + 1)}(position, body.Length - position)");
        writer.Line($"var {local} = new {WireRange}(position, body.Length - {reserved} - position);");
        writer.Line($"position = body.Length - {reserved};");
    }

    private static void WriteValueChecks(SourceWriter writer, PlannedRun run)
    {
        foreach (var (field, placed) in run.Places)
        {
            var place = new Place("body", run.OffsetFrom(run.Start.Substring(1), placed.Offset), placed.Size);
            if (field.Field.Constant is { } constant)
            {
                var (condition, error) = field.Type.Mismatch(constant, place, field.Names, place.Offset);
                Refuse(writer, condition, error);
            }
            else if (field.Type.Refusal(place, field.Names, place.Offset) is { } refusal)
            {
                Refuse(writer, refusal.Condition, refusal.Error);
            }
        }
    }

    private static void Refuse(SourceWriter writer, string condition, string error)
    {
        using (writer.Open($"if ({condition})"))
        {
            writer.Line($"error = {error};");
            writer.Line("return false;");
        }

        writer.Space();
    }
}
