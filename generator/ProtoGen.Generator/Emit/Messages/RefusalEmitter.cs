using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>The cold methods that name the field at which a run of bytes ends too soon.</summary>
internal static class RefusalEmitter
{
    /// <summary>The method for the part at an index.</summary>
    public static string Name(int index) => index == 0 ? "RefuseSize" : $"RefuseSize_{index}";

    public static void Write(SourceWriter writer, BodyPlan plan)
    {
        if (plan.Parts.Count == 0 && plan.IsMessage) WriteEmpty(writer, plan);
        for (var index = 0; index < plan.Parts.Count; index++)
            if (plan.Parts[index] is PlannedRun run) WriteRun(writer, plan, run, index);
    }

    private static void WriteEmpty(SourceWriter writer, BodyPlan plan)
    {
        writer.Space();
        writer.Line($"private static bool {Name(0)}(int found, out {DecodeError} error) => {DecodeError}.Trailing(\"{plan.Name}\", 0, found, out error);");
    }

    private static void WriteRun(SourceWriter writer, BodyPlan plan, PlannedRun run, int index)
    {
        writer.Space();
        var isWholeBody = plan.FixedSize is not null;
        var signature = $"private static bool {Name(index)}({(run.IsFirst ? "" : "int start, ")}int found, out {DecodeError} error)";
        if (!isWholeBody && run.Places.Count == 1)
        {
            writer.Line($"{signature} => {TooShort(run, 0)};");
            return;
        }

        using var method = writer.Open($"{signature} => found switch", "};");
        for (var place = 0; place < run.Places.Count; place++)
        {
            var placed = run.Places[place].Placed;
            var isDefault = !isWholeBody && place == run.Places.Count - 1;
            var pattern = isDefault ? "_" : FormattableString.Invariant($"< {placed.Offset + placed.Size}");
            writer.Line($"{pattern} => {TooShort(run, place)},");
        }

        if (isWholeBody) writer.Line($"_ => {DecodeError}.Trailing(\"{plan.Name}\", {run.Run.Size}, found - {run.Run.Size}, out error),");
    }

    private static string TooShort(PlannedRun run, int place)
    {
        var (field, placed) = run.Places[place];
        var found = placed.Offset == 0 ? "found" : FormattableString.Invariant($"found - {placed.Offset}");
        return $"{DecodeError}.TooShort({field.Names.Path}, {run.OffsetFrom("start", placed.Offset)}, {placed.Size}, {found}, out error)";
    }
}
