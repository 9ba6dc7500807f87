using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>The view: a body read in place, and the way from it to a record.</summary>
internal static class ViewEmitter
{
    public static void Write(SourceWriter writer, BodyPlan plan)
    {
        writer.Space();
        writer.Line(plan.IsMessage
            ? "/// <summary>A body read in place. Valid as long as its bytes are: in a handler, until it returns.</summary>"
            : "/// <summary>The struct read in place. Valid as long as the body's bytes are: in a handler, until it returns.</summary>");
        using var view = writer.Open("public readonly ref struct View");
        WriteState(writer, plan);
        ParseEmitter.Write(writer, plan);
        UnknownIdEmitter.WriteView(writer, plan);
        ViewPropertyEmitter.Write(writer, plan);
        ToRecordEmitter.Write(writer, plan);
        RefusalEmitter.Write(writer, plan);
    }

    /// <summary>What the view remembers: the body, and every start that depends on the bytes before it.</summary>
    private static void WriteState(SourceWriter writer, BodyPlan plan)
    {
        var state = State(plan).ToList();
        if (plan.TakesOuter) state.Add((WireOuter, "_outer", "outer"));
        writer.Line($"private readonly {Bytes} _body;");
        foreach (var (type, name, _) in state) writer.Line($"private readonly {type} {name};");

        writer.Space();
        var parameters = string.Concat(state.Select(item => $", {item.Type} {item.Local}"));
        using var constructor = writer.Open($"internal View({Bytes} body{parameters})");
        writer.Line("_body = body;");
        foreach (var (_, name, local) in state) writer.Line($"{name} = {local};");
    }

    /// <summary>The remembered places: their type, field and local.</summary>
    public static IEnumerable<(string Type, string Name, string Local)> State(BodyPlan plan)
    {
        foreach (var part in plan.Parts)
        {
            if (part is PlannedVariable variable) foreach (var state in variable.States) yield return state;
            else if (part is PlannedRun { IsFirst: false } run) yield return ("int", run.Start, run.StartLocal);
        }

        if (plan.FillingMember is not null) yield return (WireRange, "_filling", "filling");
        if (plan.KeepsTrailing) yield return ("int", "_trailing", "position");
    }
}
