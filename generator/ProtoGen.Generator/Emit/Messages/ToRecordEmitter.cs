using ProtoGen.Generator.Emit.Types;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary><c>TryToRecord</c>: copies the fields out of the body; only text can fail here.</summary>
internal static class ToRecordEmitter
{
    public static void Write(SourceWriter writer, BodyPlan plan)
    {
        writer.Space();
        var facts = new ReadFacts(plan, plan.IsCheckedAlone ? "" : "_");
        if (plan.IsCheckedAlone) WriteOfView(writer, plan);
        if (plan.Image is { IsWorthMoving: true } image) WriteImage(writer, plan, image, facts);
        else if (!plan.IsCheckedAlone) writer.Line("/// <summary>Copies the fields; text is checked here. Never throws.</summary>");
        using var method = writer.Open(plan.Image is { IsWorthMoving: true } ? Signature(plan, "private", ByField(plan)) : Signature(plan, Access(plan), Name(plan)));
        writer.Line($"record = default{(plan.IsClass ? "!" : "")};");

        var values = new List<string>();
        foreach (var part in plan.Parts)
        {
            if (part is PlannedRun run) WriteRun(writer, run, facts, values);
            else WriteVariable(writer, plan, (PlannedVariable)part, facts, values);
        }

        if (plan.Source.Unknown is { } unknown) values.InsertRange(0, unknown.Parts.Select(part => $"{part.Property} = {part.Property}"));
        if (plan.FillingMember is { } filling) values.Add($"{filling} = {FillingBytes}.Read(_filling.Of(_body))");
        if (plan.KeepsTrailing) values.Add($"TrailingBytes = {WireBytes}.Read(TrailingBytes)");
        WriteInitializer(writer, plan, values);
        if (!plan.IsImage) WriteSuccess(writer);
    }

    private static void WriteSuccess(SourceWriter writer)
    {
        writer.Line("error = default;");
        writer.Line("return true;");
    }

    /// <summary>A body that is checked alone is read alone too: it never becomes a view in memory.</summary>
    private static void WriteOfView(SourceWriter writer, BodyPlan plan)
    {
        if (plan.IsImage)
        {
            writer.Line("/// <summary>Copies the fields. Never throws.</summary>");
            using (writer.Open($"public bool TryToRecord(out {plan.Name} record, out {DecodeError} error)"))
            {
                writer.Line($"{Name(plan)}(_body, out record);");
                WriteSuccess(writer);
            }

            writer.Space();
            return;
        }

        writer.Line($"""
            /// <summary>Copies the fields; text is checked here. Never throws.</summary>
            public bool TryToRecord(out {plan.Name} record, out {DecodeError} error) => {Name(plan)}(_body, out record, out error);
            """);
        writer.Space();
    }

    private static string Name(BodyPlan plan) => plan.IsImage ? "Read" : plan.IsCheckedAlone ? "TryRead" : "TryToRecord";

    private static string Access(BodyPlan plan) => plan.IsCheckedAlone ? "internal" : "public";

    private static string ByField(BodyPlan plan) => Name(plan) + "ByField";

    private static string Signature(BodyPlan plan, string access, string name) => plan.IsImage
        ? $"{access} static void {name}({Bytes} body, out {plan.Name} record)"
        : plan.IsCheckedAlone
        ? $"{access} static bool {name}({Bytes} body, out {plan.Name} record, out {DecodeError} error)"
        : $"{access} bool {name}(out {plan.Name} record, out {DecodeError} error)";

    private static void WriteImage(SourceWriter writer, BodyPlan plan, WireImage image, ReadFacts facts)
    {
        var run = (PlannedRun)plan.Parts[0];
        if (!plan.IsCheckedAlone) writer.Line("/// <summary>Copies the fields. Never throws.</summary>");
        writer.Line($"{Inlined}   // a few instructions");
        using (writer.Open(Signature(plan, Access(plan), Name(plan))))
        {
            if (plan.IsImage)
            {
                using (writer.Open($"if (!{RuntimeNames.WireImage}.Is<{plan.Name}>({image.Size}))"))
                {
                    writer.Line($"{ByField(plan)}(body, out record);");
                    writer.Line("return;");
                }

                writer.Space();
            }
            else
            {
                writer.Line($"if (!{RuntimeNames.WireImage}.Is<{plan.Name}>({image.Size})) return {ByField(plan)}(out record, out error);");
            }

            writer.Line($"var image = {facts.Body}.Slice({(run.IsFirst ? "0" : run.Start)}, {image.Size});");
            writer.Line($"{SkipInit}(out record);");
            foreach (var move in image.Moves)
            {
                writer.Line(move.Comment);
                writer.Line($"{RuntimeNames.WireImage}.Read(image, ref record, {move.Arguments});");
            }

            if (!plan.IsImage) WriteSuccess(writer);
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

        writer.Line($"var {run.Local} = {facts.Body}.Slice({(run.IsFirst ? "0" : run.Start)}, {run.Run.Size});");
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
