using ProtoGen.Generator.Emit.Types;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary><c>TryToRecord</c>: copies the fields out of the body; only text can fail here.</summary>
internal static class ToRecordEmitter
{
    public static void Write(SourceWriter writer, BodyPlan plan)
    {
        writer.Space();
        if (plan.Image is { IsWorthMoving: true } image) WriteImage(writer, plan, image);
        else writer.Line("/// <summary>Copies the fields; text is checked here. Never throws.</summary>");
        using var method = writer.Open($"{(plan.Image is { IsWorthMoving: true } ? "private bool TryToRecordByField" : "public bool TryToRecord")}(out {plan.Name} record, out {DecodeError} error)");
        writer.Line($"record = default{(plan.IsClass ? "!" : "")};");

        var values = new List<string>();
        var facts = new ReadFacts(plan, "_");
        foreach (var part in plan.Parts)
        {
            if (part is PlannedRun run) WriteRun(writer, run, facts, values);
            else WriteVariable(writer, plan, (PlannedVariable)part, facts, values);
        }

        if (plan.Source.Unknown is { } unknown) values.InsertRange(0, unknown.Parts.Select(part => $"{part.Property} = {part.Property}"));
        if (plan.FillingMember is { } filling) values.Add($"{filling} = {FillingBytes}.Read(_filling.Of(_body))");
        if (plan.KeepsTrailing) values.Add($"TrailingBytes = {WireBytes}.Read(TrailingBytes)");
        WriteInitializer(writer, plan, values);
        writer.Line("error = default;");
        writer.Line("return true;");
    }

    private static void WriteImage(SourceWriter writer, BodyPlan plan, WireImage image)
    {
        var run = (PlannedRun)plan.Parts[0];
        writer.Line("/// <summary>Copies the fields. Never throws.</summary>");
        writer.Line($"{Inlined}   // a few instructions");
        using (writer.Open($"public bool TryToRecord(out {plan.Name} record, out {DecodeError} error)"))
        {
            writer.Line($"if (!{RuntimeNames.WireImage}.Is<{plan.Name}>({image.Size})) return TryToRecordByField(out record, out error);");
            writer.Line($"var image = _body.Slice({(run.IsFirst ? "0" : run.Start)}, {image.Size});");
            writer.Line($"{SkipInit}(out record);");
            foreach (var move in image.Moves)
            {
                writer.Line(move.Comment);
                writer.Line($"{RuntimeNames.WireImage}.Read(image, ref record, {move.Arguments});");
            }

            writer.Line("error = default;");
            writer.Line("return true;");
        }

        writer.Space();
    }

    private static void WriteInitializer(SourceWriter writer, BodyPlan plan, List<string> values)
    {
        if (values.Count == 0)
        {
            if (plan.IsClass) writer.Line($"record = new {plan.Name}();");
            return;
        }

        // What means more than its type is set as it is on the wire, and the property that is required follows from it.
        var isRaw = plan.Stored.Any(field => field.IsRaw);
        var (make, close) = !isRaw ? ($"new {plan.Name}", "") : plan.IsClass ? ($"new {plan.Name}(required: false)", "") : ("default(" + plan.Name + ") with", "");
        var line = $"record = {make} {{ {string.Join(", ", values)} }}{close};";
        if (line.Length <= 100)
        {
            writer.Line(line);
            return;
        }

        using (writer.Open($"record = {make}", "};"))
            foreach (var value in values) writer.Line($"{value},");
        writer.Space();
    }

    private static void WriteRun(SourceWriter writer, PlannedRun run, ReadFacts facts, List<string> values)
    {
        foreach (var (field, placed) in run.Places)
            if (field.Type is LenientEmitter lenient) values.Add($"{field.Spelling} = {lenient.Spelling(facts.Scope(writer), run.OffsetFrom(run.Start, placed.Offset))}");
        var stored = run.Places.Where(place => place.Field.IsStored).ToList();
        if (stored.Count == 0) return;

        writer.Line($"var {run.Local} = _body.Slice({(run.IsFirst ? "0" : run.Start)}, {run.Run.Size});");
        foreach (var (field, placed) in stored)
        {
            var copy = field.Type.CopyFixed(facts.Scope(writer), run.InRun(placed), field.Names, field.Local, run.OffsetFrom(run.Start, placed.Offset));
            values.Add($"{field.Member} = {Settled(field, copy)}");
        }
    }

    private static void WriteVariable(SourceWriter writer, BodyPlan plan, PlannedVariable part, ReadFacts facts, List<string> values)
    {
        var field = part.Field;
        if (part.KeepsLeftover) values.Add($"{part.LeftoverMember} = {WireBytes}.Read({part.Leftover}.Of(_body))");
        if (plan.KeepsWidth(field)) values.Add($"{field.Spelling} = {DerivedExpressions.WidthSpelling(field, facts)}");
        if (field.Type is LenientEmitter lenient)
        {
            var spelling = lenient.Spelling(facts.Scope(writer), part.State);
            values.Add($"{field.Spelling} = {(field.IsOptional ? $"{part.Has} ? {spelling} : 0" : spelling)}");
        }

        if (!field.IsStored) return;
        if (!field.IsOptional)
        {
            values.Add($"{field.Member} = {Settled(field, part.Type.Copy(facts.Scope(writer), field.Names, part.State, field.Local))}");
            return;
        }

        var local = $"{CSharpNames.Camel(field.Id)}OrAbsent";
        writer.Line($"{field.MemberType} {local} = {(field.IsNullable || field.Type.IsNullable ? "null" : field.Type.IsText ? "\"\"" : "default")};");
        using (writer.Open($"if ({part.Has})"))
            writer.Line($"{local} = {Settled(field, part.Type.Copy(facts.Scope(writer), field.Names, part.State, field.Local))};");
        writer.Space();
        values.Add($"{field.Member} = {local}");
    }

    /// <summary>Derived parts of a bits field are no part of the record: they are 0 there.</summary>
    private static string Settled(MessageField field, string copy)
    {
        if (field.Field.DerivedParts.Count == 0) return copy;
        var bits = ((BitsFieldEmitter)field.Type).Bits;
        var mask = field.Field.DerivedParts.Aggregate(0UL, (all, part) => all | bits.Parts.First(known => known.Name == part.Part).Mask);
        return $"{copy}.Without({BitsEmitter.Literal(bits, mask)})";
    }
}
