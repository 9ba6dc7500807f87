using ProtoGen.Generator.Emit.Types;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary><c>TryToRecord</c>: copies the fields out of the body; only text can fail here.</summary>
internal static class ToRecordEmitter
{
    public static void Write(SourceWriter writer, BodyPlan plan)
    {
        writer.Space();
        writer.Line("/// <summary>Copies the fields; text is checked here. Never throws.</summary>");
        using var method = writer.Open($"public bool TryToRecord(out {plan.Name} record, out {DecodeError} error)");
        writer.Line("record = default;");

        var values = new List<string>();
        foreach (var part in plan.Parts)
        {
            if (part is PlannedRun run) WriteRun(writer, run, values);
            else WriteVariable(writer, (PlannedVariable)part, values);
        }

        WriteInitializer(writer, plan, values);
        writer.Line("error = default;");
        writer.Line("return true;");
    }

    private static void WriteInitializer(SourceWriter writer, BodyPlan plan, List<string> values)
    {
        if (values.Count == 0) return;
        var line = $"record = new {plan.Name} {{ {string.Join(", ", values)} }};";
        if (line.Length <= 100)
        {
            writer.Line(line);
            return;
        }

        using (writer.Open($"record = new {plan.Name}", "};"))
            foreach (var value in values) writer.Line($"{value},");
        writer.Space();
    }

    private static void WriteRun(SourceWriter writer, PlannedRun run, List<string> values)
    {
        var settable = run.Places.Where(place => place.Field.IsSettable).ToList();
        if (settable.Count == 0) return;

        writer.Line($"var {run.Local} = _body.Slice({(run.IsFirst ? "0" : run.Start)}, {run.Run.Size});");
        foreach (var (field, placed) in settable)
        {
            var place = run.InRun(placed);
            values.Add(field.Type switch
            {
                TextEmitter text => ReadText(writer, field, text, text.Trim(place.Slice), run.OffsetFrom(run.Start, placed.Offset)),
                BytesEmitter bytes => $"{field.Property} = {bytes.CopyBytes(place.Slice)}",
                _ => $"{field.Property} = {field.Type.Read(place)}",
            });
        }
    }

    private static void WriteVariable(SourceWriter writer, PlannedVariable part, List<string> values)
    {
        if (!part.Field.IsSettable) return;
        values.Add(part.Type is TextEmitter text
            ? ReadText(writer, part.Field, text, text.View(part.State), $"{part.State}.Start")
            : $"{part.Field.Property} = {part.Type.Copy(part.State)}");
    }

    private static string ReadText(SourceWriter writer, MessageField field, TextEmitter text, string bytes, string offset)
    {
        using (writer.Open($"if (!{text.TryRead(bytes, field.Local)})"))
        {
            writer.Line($"error = {DecodeError}.NotText({field.Names.Path}, {offset}, \"{text.Encoding}\");");
            writer.Line("return false;");
        }

        writer.Space();
        return $"{field.Property} = {field.Local}";
    }
}
