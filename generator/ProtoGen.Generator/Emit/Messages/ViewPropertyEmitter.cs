using ProtoGen.Generator.Emit.Types;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>The properties of a view: each reads its field when asked.</summary>
internal static class ViewPropertyEmitter
{
    public static void Write(SourceWriter writer, BodyPlan plan)
    {
        var facts = new ReadFacts(plan, "_");
        var names = new HashSet<string>(plan.Fields.Select(field => field.Property));
        foreach (var part in plan.Parts)
        {
            foreach (var field in part.Fields.Where(field => field.Field.Property is not null))
            {
                if (field.Raw is { HasViewValue: true } raw) WriteRaw(writer, field, raw, part, facts);
                else if (field.Type is TextEmitter { Size: not null } text && part is PlannedRun run) WritePadded(writer, field, text, run, names);
                else if (part is PlannedVariable variable) WriteVariable(writer, variable, facts, names);
                else Property(writer, field, "", field.Type.ViewType, field.Type.Read(((PlannedRun)part).InBody(Placed((PlannedRun)part, field))));
            }
        }

        if (!plan.KeepsTrailing) return;
        writer.Space();
        writer.Line("/// <summary>The bytes after the last field.</summary>");
        writer.Line($"public {Bytes} TrailingBytes => _body.Slice(_trailing);");
    }

    private static void WritePadded(SourceWriter writer, MessageField field, TextEmitter text, PlannedRun run, HashSet<string> names)
    {
        var raw = field.Property + "Raw";
        var place = run.InBody(Placed(run, field));
        if (names.Contains(raw))
        {
            // A field of that name exists: the untrimmed bytes stay reachable through the body.
            Property(writer, field, " without its padding", text.ViewType, text.Trim(place.Slice));
            return;
        }

        Property(writer, field, " without its padding", text.ViewType, text.Trim(raw));
        writer.Space();
        writer.Line($"/// <summary>The field <c>{Xml.Escape(field.Field.Name)}</c> as it was received.</summary>");
        writer.Line($"public {Bytes} {raw} => {place.Slice};");
    }

    /// <summary>What a field means, and what it is on the wire.</summary>
    private static void WriteRaw(SourceWriter writer, MessageField field, RawMeaning raw, PlannedPart part, ReadFacts facts)
    {
        var read = part is PlannedRun run ? field.Type.Read(run.InBody(Placed(run, field))) : field.Type.View(facts.Scope(new()), ((PlannedVariable)part).State);
        var has = part is PlannedVariable { Field.IsOptional: true } variable ? variable.Has : null;
        var meant = raw.FromView(field.Type.IsViewRef ? read : field.Member);
        if (has is not null) meant = field.Type.IsViewRef ? $"{has} ? {meant} : null" : $"{field.Member} is {{ }} raw ? {raw.FromView("raw")} : null";
        Property(writer, field, "", raw.ValueType + (raw.IsNullable ? "?" : ""), meant);
        writer.Space();
        writer.Line($"/// <summary>The field <c>{Xml.Escape(field.Field.Name)}</c> as it was received.</summary>");
        writer.Line(has is null
            ? $"public {field.Type.ViewType} {field.Member} => {read};"
            : $"public {field.Type.ViewType}{(field.Type.IsViewRef ? "" : "?")} {field.Member} => {has} ? {read} : {(field.Type.IsViewRef ? "default" : "null")};");
    }

    private static void WriteVariable(SourceWriter writer, PlannedVariable variable, ReadFacts facts, HashSet<string> names)
    {
        var (field, type) = (variable.Field, variable.Type);
        var read = type.View(facts.Scope(new()), variable.State);
        if (!field.IsOptional && !type.IsNullable)
        {
            Property(writer, field, "", type.ViewType, read);
        }
        else if (!type.IsViewRef)
        {
            Property(writer, field, "; null where it is absent", type.ViewType + "?", $"{variable.Has} ? {read} : null");
        }
        else
        {
            var has = "Has" + field.Property;
            while (names.Contains(has)) has += "_";
            writer.Space();
            writer.Line($"/// <summary>Whether the field <c>{Xml.Escape(field.Field.Name)}</c> is there.</summary>");
            var holds = (field.IsOptional, type.HasValue(variable.State)) switch
            {
                (true, { } value) => $"{variable.Has} && {value}",
                (true, null) => variable.Has,
                (false, var value) => value,
            };
            writer.Line($"public bool {has} => {holds};");
            Property(writer, field, "; empty where it is absent", type.ViewType, field.IsOptional ? $"{variable.Has} ? {read} : default" : read);
        }
    }

    private static ProtoGen.Schema.Layout.PlacedField Placed(PlannedRun run, MessageField field) => run.Places.First(place => place.Field == field).Placed;

    private static void Property(SourceWriter writer, MessageField field, string how, string type, string expression)
    {
        writer.Space();
        writer.Line($"/// <summary>The field <c>{Xml.Escape(field.Field.Name)}</c>{how}.</summary>");
        writer.Line($"public {type} {field.Property} => {expression};");
    }
}
