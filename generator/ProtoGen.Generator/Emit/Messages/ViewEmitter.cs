using ProtoGen.Generator.Emit.Types;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>The view: a body read in place, and the way from it to a record.</summary>
internal static class ViewEmitter
{
    public static void Write(SourceWriter writer, BodyPlan plan)
    {
        writer.Space();
        writer.Line("/// <summary>A body read in place. Valid as long as its bytes are: in a handler, until it returns.</summary>");
        using var view = writer.Open("public readonly ref struct View");
        WriteState(writer, plan);
        ParseEmitter.Write(writer, plan);
        WriteProperties(writer, plan);
        ToRecordEmitter.Write(writer, plan);
        RefusalEmitter.Write(writer, plan);
    }

    /// <summary>What the view remembers: the body, and every start that depends on the bytes before it.</summary>
    private static void WriteState(SourceWriter writer, BodyPlan plan)
    {
        var state = State(plan).ToList();
        writer.Line($"private readonly {Bytes} _body;");
        foreach (var (type, name, _) in state) writer.Line($"private readonly {type} {name};");

        writer.Space();
        var parameters = string.Concat(state.Select(item => $", {item.Type} {item.Local}"));
        using var constructor = writer.Open($"private View({Bytes} body{parameters})");
        writer.Line("_body = body;");
        foreach (var (_, name, local) in state) writer.Line($"{name} = {local};");
    }

    /// <summary>The remembered places: their type, field and local.</summary>
    public static IEnumerable<(string Type, string Name, string Local)> State(BodyPlan plan)
    {
        foreach (var part in plan.Parts)
        {
            if (part is PlannedVariable variable) yield return (variable.Type.State.Type, variable.State, variable.Local);
            else if (part is PlannedRun { IsFirst: false } run) yield return ("int", run.Start, run.Start.Substring(1));
        }
    }

    private static void WriteProperties(SourceWriter writer, BodyPlan plan)
    {
        var names = new HashSet<string>(plan.Properties.Select(field => field.Property));
        foreach (var part in plan.Parts)
        {
            if (part is PlannedVariable { Field.Field.Property: not null } variable)
            {
                Property(writer, variable.Field, "", variable.Type.View(variable.State));
                continue;
            }

            if (part is not PlannedRun run) continue;
            foreach (var (field, placed) in run.Places.Where(place => place.Field.Field.Property is not null))
            {
                var place = run.InBody(placed);
                var raw = field.Property + "Raw";
                if (field.Type is not TextEmitter text)
                {
                    Property(writer, field, "", field.Type.Read(place));
                }
                else if (names.Contains(raw))
                {
                    // A field of that name exists: the untrimmed bytes stay reachable through the body.
                    Property(writer, field, " without its padding", text.Trim(place.Slice));
                }
                else
                {
                    Property(writer, field, " without its padding", text.Trim(raw));
                    writer.Space();
                    writer.Line($"/// <summary>The field <c>{Xml.Escape(field.Field.Name)}</c> as it was received.</summary>");
                    writer.Line($"public {Bytes} {raw} => {place.Slice};");
                }
            }
        }
    }

    private static void Property(SourceWriter writer, MessageField field, string how, string expression)
    {
        writer.Space();
        writer.Line($"/// <summary>The field <c>{Xml.Escape(field.Field.Name)}</c>{how}.</summary>");
        writer.Line($"public {field.Type.ViewType} {field.Property} => {expression};");
    }
}
