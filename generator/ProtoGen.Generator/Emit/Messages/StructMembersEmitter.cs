using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>How structures around a struct read and write it.</summary>
internal static class StructMembersEmitter
{
    /// <summary>The interface of a struct.</summary>
    public static string Interface(BodyPlan plan) => $"{IWireCodec}<{plan.Name}, {plan.Name}.View>";

    public static void Write(SourceWriter writer, BodyPlan plan)
    {
        var codec = Interface(plan);
        writer.Space();
        writer.Line($$"""
            static int {{codec}}.MinSize => {{Math.Max(1, plan.Layout.MinSize)}};

            static int {{codec}}.PlainSize => {{PlainSize(plan)}};

            static bool {{codec}}.TryTake({{Bytes}} body, scoped in {{WireOuter}} outer, scoped ref int position, out View view, out {{DecodeError}} error) =>
                View.TryTake(body, in outer, ref position, out view, out error);
            """);
        WriteQuickMembers(writer, plan, codec);
        writer.Space();
        using var method = writer.Open($"static bool {codec}.TryRead({Bytes} body, in {WireOuter} outer, ref int position, out {plan.Name} value, out {DecodeError} error)");
        writer.Line("if (View.TryTake(body, in outer, ref position, out var view, out error)) return view.TryToRecord(out value, out error);");
        writer.Line($"value = default{(plan.IsClass ? "!" : "")};");
        writer.Line("return false;");
    }

    /// <summary>What lists need to know to do with all elements at once what they would do with each.</summary>
    private static void WriteQuickMembers(SourceWriter writer, BodyPlan plan, string codec)
    {
        if (plan.Parts is [PlannedRun] && !plan.TakesOuter)
        {
            writer.Space();
            writer.Line($"static View {codec}.At({Bytes} body, int position) => new View(body.Slice(position, {plan.RunsSize}), 0);");
        }

        if (IsAlwaysWritable(plan))
        {
            writer.Space();
            writer.Line($"static int {codec}.WritableSize => {plan.RunsSize};");
        }

        if (plan.Image is not { Size: <= 16 } image) return;
        writer.Space();
        writer.Line($"static int {codec}.ImageSize => {image.Size};");
        writer.Space();
        writer.Line($"static {Vector128}<byte> {codec}.ImageOrder => {image.Order};");
    }

    private static bool IsAlwaysWritable(BodyPlan plan) =>
        plan.Parts is [PlannedRun run] && !plan.TakesOuter && !plan.IsFilled && run.Fields.All(field =>
            field.Field.Derivation is null && field.Field.DerivedParts.Count == 0 && field.Field.Meaning is not ({ Min: not null } or { Max: not null })
            && (!field.IsStored || (field.Type is not Types.StructFieldEmitter && field.Type.Check(field.Value, field.Names) is null)));

    /// <summary>Where any bytes of the right number are a value, a list of it needs no look at its elements.</summary>
    private static string PlainSize(BodyPlan plan)
    {
        if (plan.Parts is not [PlannedRun run] || plan.TakesOuter) return "0";
        var nested = new List<string>();
        foreach (var field in run.Fields)
        {
            if (field.Field.Derivation is not null || field.Field.DerivedParts.Count > 0 || field.Field.Meaning is { Min: not null } or { Max: not null }) return "0";
            if (field.Type is Types.StructFieldEmitter inner) nested.Add($"{StructCodec}.IsPlain{inner.Codec}()");
            else if (!field.Type.IsPlain) return "0";
        }

        return nested.Count == 0 ? Literals.Number(run.Run.Size) : $"{string.Join(" && ", nested)} ? {run.Run.Size} : 0";
    }
}
