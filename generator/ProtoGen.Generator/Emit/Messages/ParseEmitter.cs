using ProtoGen.Generator.Emit.Types;
using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary><c>TryParse</c> and <c>TryTake</c>: find every field, check every size and every byte that has illegal values.</summary>
internal static class ParseEmitter
{
    public static void Write(SourceWriter writer, BodyPlan plan)
    {
        if (plan.IsMessage && plan.TakesOuter) WriteWithoutOuter(writer);
        if (plan.IsCheckedAlone) WriteCheck(writer, plan);
        writer.Space();
        WriteParse(writer, plan);
        if (plan.IsMessage) WriteWithoutError(writer, plan);
    }

    private static void WriteParse(SourceWriter writer, BodyPlan plan)
    {
        using var method = plan.IsMessage ? OpenMessage(writer, plan) : OpenStruct(writer, plan);
        writer.Line("view = default;");
        if (plan.Source.Pad is { } pad) writer.Line(FormattableString.Invariant($"body = {BodyPadding}.Restore(body, {plan.Layout.MinSize}, 0x{pad.Value:x2});"));
        if (plan.Structure.MaxDepth is { } depth) Refuse(writer, $"outer.Depth > {depth}", $"{DecodeError}.TooDeep(\"{plan.Name}\", position, {depth}, out error)");

        if (plan.IsFilled) writer.Line("var start = position;");
        var facts = new ReadFacts(plan, "");
        if (plan.IsCheckedAlone) writer.Line("if (!TryCheck(body, out error)) return false;");
        else if (plan.FixedSize is not null) WriteFixed(writer, plan, facts);
        else WriteParts(writer, plan, facts);

        var outer = plan.TakesOuter ? (string[])["outer"] : [];
        writer.Line($"view = new View({string.Join(", ", ViewEmitter.State(plan).Select(item => item.Local).Prepend("body").Concat(outer))}){(plan.TakesOuter ? " " + UnknownIdEmitter.Initializer(plan) : "").TrimEnd()};");
        writer.Line("error = default;");
        writer.Line("return true;");
    }

    /// <summary>Finding the fields, without saying why they cannot be found.</summary>
    private static void WriteWithoutError(SourceWriter writer, BodyPlan plan)
    {
        writer.Space();
        writer.Line("/// <summary>Finds the fields of a whole body, without saying why it cannot; text is not looked at. Never throws.</summary>");
        var signature = $"public static bool TryParse({Bytes} body, out View view)";
        if (!plan.IsCheckedAlone || LooksAtValues(plan))
        {
            writer.Line($"{signature} => TryParse(body, out view, out _);");
            return;
        }

        using var method = writer.Open(signature);
        using (writer.Open("if (body.Length != Wire.Size)"))
        {
            writer.Line("view = default;");
            writer.Line("return false;");
        }

        writer.Space();
        writer.Line("view = new View(body);");
        writer.Line("return true;");
    }

    /// <summary>Whether a body that is checked alone is looked at for more than its size.</summary>
    public static bool LooksAtValues(BodyPlan plan)
    {
        var checks = new SourceWriter();
        WriteFixedValues(checks, plan, new ReadFacts(plan, ""));
        return checks.ToString().Length > 0;
    }

    private static SourceWriter.Block OpenMessage(SourceWriter writer, BodyPlan plan)
    {
        writer.Line("/// <summary>Finds the fields of a whole body; text is not looked at. Never throws.</summary>");
        return writer.Open($"public static bool TryParse({Bytes} body, {(plan.TakesOuter ? $"scoped in {WireOuter} outer, " : "")}out View view, out {DecodeError} error)");
    }

    private static SourceWriter.Block OpenStruct(SourceWriter writer, BodyPlan plan)
    {
        writer.Line("/// <summary>Finds the fields from a position of a body on, and moves behind them; text is not looked at. Never throws.</summary>");
        return writer.Open($"public static bool TryTake({Bytes} body, scoped in {WireOuter} outer, scoped ref int position, out View view, out {DecodeError} error)");
    }

    private static void WriteWithoutOuter(SourceWriter writer)
    {
        writer.Space();
        writer.Line($"""
            /// <summary>Finds the fields of a whole body, all that it takes from outside being 0. Never throws.</summary>
            public static bool TryParse({Bytes} body, out View view, out {DecodeError} error) => TryParse(body, default, out view, out error);
            """);
    }

    /// <summary>A body that always has the same size is checked by itself, so that a record is made of it without a view in between.</summary>
    private static void WriteCheck(SourceWriter writer, BodyPlan plan)
    {
        writer.Space();
        using var method = writer.Open($"internal static bool TryCheck({Bytes} body, out {DecodeError} error)");
        WriteFixed(writer, plan, new ReadFacts(plan, ""));
        writer.Line($"{SkipInit}(out error);   // cleared by who asks, once");
        writer.Line("return true;");
    }

    private static void WriteFixed(SourceWriter writer, BodyPlan plan, ReadFacts facts)
    {
        Refuse(writer, "body.Length != Wire.Size", $"{RefusalEmitter.Name(0)}(body.Length, out error)");
        WriteFixedValues(writer, plan, facts);
    }

    private static void WriteFixedValues(SourceWriter writer, BodyPlan plan, ReadFacts facts)
    {
        if (plan.Parts.Count == 1) WriteValueChecks(writer, (PlannedRun)plan.Parts[0], facts);
        DerivedVerifier.Write(writer, plan, facts);
    }

    private static void WriteParts(SourceWriter writer, BodyPlan plan, ReadFacts facts)
    {
        var last = plan.Parts.Count - 1;
        if (plan.IsMessage && plan.Parts.Count == 0) writer.Line("var position = 0;");
        for (var index = 0; index <= last; index++)
        {
            if (plan.Parts[index] is PlannedRun run) WriteRun(writer, run, index, facts, isChecked: index > 0 && IsPlainRest(plan, index - 1));
            else if (IsPlainRest(plan, index)) WriteRest(writer, plan, index);
            else VariableParser.Write(writer, plan, (PlannedVariable)plan.Parts[index], facts, isFirst: plan.IsMessage && index == 0);
        }

        if (plan.IsFilled)
        {
            var take = plan.FillingMember is null ? ("TryTake", "") : ("TryTakeAny", "out var filling, ");
            facts.Scope(writer).Require($"{FillingBytes}.{take.Item1}(body, {plan.Structure.PadTo}, start, \"{plan.Name}\", ref position, {take.Item2}out error)");
        }

        DerivedVerifier.Write(writer, plan, facts);
        if (!plan.IsMessage || Enumerable.Range(0, plan.Parts.Count).Any(index => IsPlainRest(plan, index))) return;
        if (plan.Structure.Trailing == Trailing.Error)
            Refuse(writer, "position != body.Length", $"{DecodeError}.Trailing(\"{plan.Name}\", position, body.Length - position, out error)");
    }

    /// <summary>A rest before nothing, or before one run and nothing else.</summary>
    private static bool IsPlainRest(BodyPlan plan, int index) =>
        plan.IsMessage && plan.Parts[index] is PlannedVariable { IsRest: true, Field.Field.Constant: null } rest && !plan.Ranged.Read.Contains(rest.Field.Field.Name)
        && (index == plan.Parts.Count - 1 || (index == plan.Parts.Count - 2 && plan.Parts[index + 1] is PlannedRun run && run.Run.Size == rest.Part.Reserved));

    private static void WriteRun(SourceWriter writer, PlannedRun run, int index, ReadFacts facts, bool isChecked)
    {
        if (run.IsFirst)
        {
            Refuse(writer, $"body.Length < {run.Run.Size}", $"{RefusalEmitter.Name(index)}(body.Length, out error)");
            WriteValueChecks(writer, run, facts);
            writer.Line($"var position = {run.Run.Size};");
            return;
        }

        var start = run.StartLocal;
        if (!isChecked) Refuse(writer, $"body.Length - position < {run.Run.Size}", $"{RefusalEmitter.Name(index)}(position, body.Length - position, out error)");
        writer.Line($"var {start} = position;");
        WriteValueChecks(writer, run, facts);
        if (!isChecked) writer.Line($"position += {run.Run.Size};");
    }

    /// <summary>A rest leaves just the fixed run behind it, so the check for that run is made here, and made once.</summary>
    private static void WriteRest(SourceWriter writer, BodyPlan plan, int index)
    {
        var part = (PlannedVariable)plan.Parts[index];
        if (index == 0) writer.Line("var position = 0;");
        var (local, reserved) = (part.Local, part.Part.Reserved);
        if (reserved == 0)
        {
            writer.Line($"var {local} = new {WireRange}(position, body.Length - position);");
            return;
        }

        Refuse(writer, $"body.Length - {reserved} < position", $"{RefusalEmitter.Name(index + 1)}(position, body.Length - position, out error)");
        writer.Line($"var {local} = new {WireRange}(position, body.Length - {reserved} - position);");
        writer.Line($"position = body.Length - {reserved};");
    }

    private static void WriteValueChecks(SourceWriter writer, PlannedRun run, ReadFacts facts)
    {
        foreach (var (field, placed) in run.Places)
        {
            var place = new Place("body", run.OffsetFrom(run.StartLocal, placed.Offset), placed.Size);
            ValueChecks.Write(facts.Scope(writer), field, place);
        }
    }

    private static void Refuse(SourceWriter writer, string condition, string refusal) => new ReadScope(writer, "body", _ => "", null).Refuse(condition, refusal);
}
