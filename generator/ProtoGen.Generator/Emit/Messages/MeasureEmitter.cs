using ProtoGen.Generator.Emit.Types;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>The size of a body, with every check: nothing is written that could not be.</summary>
internal static class MeasureEmitter
{
    public static void Write(SourceWriter writer, BodyPlan plan)
    {
        writer.Space();
        var checks = plan.Parts.OfType<PlannedRun>().SelectMany(run => run.Fields).Where(field => field.IsStored && field.Type is not StructFieldEmitter)
            .Select(field => field.Type.Check(field.Value, field.Names)).OfType<string>().ToList();
        checks.AddRange(plan.Parts.OfType<PlannedRun>().SelectMany(run => run.Fields).Where(field => field.IsStored && field.Type is StructFieldEmitter)
            .Select(field => field.Type.Check(field.Value, field.Names)!));
        if (Expression(plan) is { } size) WriteShort(writer, plan, checks, size);
        else WriteLong(writer, plan, checks);
    }

    /// <summary>The sum of all sizes, where nothing else has to be known; null elsewhere.</summary>
    private static string? Expression(BodyPlan plan)
    {
        if (!plan.IsMessage || plan.KeepsTrailing || plan.Structure.Parameters.Count > 0 || plan.Fields.Any(field => field.IsComputed || LimitCheck(field) is not null)) return null;
        if (plan.FixedSize is not null) return "Wire.Size";
        var terms = new List<string>();
        foreach (var part in plan.Parts.OfType<PlannedVariable>())
        {
            if (!part.IsBare || plan.Ranged.Names.Contains(part.Field.Field.Name)) return null;
            if (part.Type.MeasureExpression(part.Field.Value, plan.Layout.MaxSize, part.Field.Names) is not { } term) return null;
            terms.Add(term);
        }

        if (plan.RunsSize > 0) terms.Insert(0, Literals.Number(plan.RunsSize));
        if (terms.Count == 0) return null;
        return terms.Count > 2 ? $"checked(\n    {string.Join("\n    + ", terms)})" : string.Join(" + ", terms);
    }

    private static void WriteShort(SourceWriter writer, BodyPlan plan, List<string> checks, string size)
    {
        var signature = $"static int {MessageInterface}<{plan.Name}>.GetSize(in {plan.Name} message)";
        if (checks.Count == 0)
        {
            writer.Line($"{signature} => {size};");
            return;
        }

        using (writer.Open(signature))
        {
            foreach (var check in checks) writer.Line(check);
            writer.Line($"return {size};");
        }
    }

    private static void WriteLong(SourceWriter writer, BodyPlan plan, List<string> checks)
    {
        using var method = writer.Open((plan.IsMessage, plan.TakesOuter) switch
        {
            (true, false) => $"static int {MessageInterface}<{plan.Name}>.GetSize(in {plan.Name} message)",
            (true, true) => $"static int {MessageInterface}<{plan.Name}>.GetSize(in {plan.Name} message, in {WireOuter} {LengthsEmitter.Outer(plan)})",
            _ => $"static long {StructMembersEmitter.Interface(plan)}.Measure(in {plan.Name} message, in {WireOuter} outer, long position)",
        });
        var facts = new WriteFacts(plan);
        if (plan.Structure.MaxDepth is { } depth) writer.Line($"{EncodeChecks}.Depth(outer.Depth, {depth}, \"{plan.Name}\");");
        foreach (var check in checks) writer.Line(check);
        LengthsEmitter.WriteCompletion(writer, plan);
        if (plan.IsMessage) writer.Line("var position = 0L;");
        if (plan.IsFilled) writer.Line("var start = position;");
        WriteParts(writer, plan, facts);
        if (plan.KeepsTrailing) writer.Line("position += message.TrailingBytes.Count;");
        foreach (var field in plan.Fields)
            if (LimitCheck(field) is { } check) writer.Line(field.IsNullable ? $"if ({field.IsGiven}) {check}" : check);
        CaseSizeWriter.WriteAll(writer, plan, facts);
        WriteChecks.Write(writer, plan, facts);
        if (plan.IsFilled) writer.Line($"position = {FillingBytes}.Measure(start, position, {plan.Structure.PadTo});");
        writer.Line(plan.IsMessage ? $"return {EncodeChecks}.Total(position, {plan.Layout.MaxSize}, \"{plan.Name}\");" : "return position;");
    }

    /// <summary>Moves over all fields, without judging what they have to do with each other.</summary>
    public static void WriteParts(SourceWriter writer, BodyPlan plan, WriteFacts facts)
    {
        foreach (var part in plan.Parts)
        {
            if (part is PlannedRun run)
            {
                if (!run.IsFirst && run.Fields.Any(field => plan.Ranged.Names.Contains(field.Field.Name))) writer.Line($"var {run.At} = position;");
                writer.Line($"position += {run.Run.Size};");
            }
            else
            {
                writer.Space();
                VariableWriter.Measure(writer, plan, (PlannedVariable)part, facts);
            }

            foreach (var field in part.Fields) facts.Pass(field);
        }
    }

    /// <summary>The statement that refuses a value beyond its limits.</summary>
    private static string? LimitCheck(MessageField field)
    {
        if (!field.IsStored || field.Field.Meaning is not { } meaning || (meaning.Min ?? meaning.Max) is null) return null;
        if (field.Type is FloatEmitter)
            return $"{EncodeChecks}.InRange((double){field.Value}, {ValueChecks.Double(meaning.Min, "double.NegativeInfinity")}, {ValueChecks.Double(meaning.Max, "double.PositiveInfinity")}, {field.Names.Arguments});";
        if (field.Type.Number(field.Value) is not { } number) return null;
        var check = $"{EncodeChecks}.InRange({number}, {ValueChecks.Limit(meaning.Min, "long.MinValue")}, {ValueChecks.Limit(meaning.Max, "long.MaxValue")}, {field.Names.Arguments});";
        return MeaningEmitters.NullNumber(field) is { } none ? $"if ({number} != {none}) {check}" : check;
    }
}
