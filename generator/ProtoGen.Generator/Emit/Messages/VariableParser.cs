using ProtoGen.Generator.Emit.Types;
using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>Finds one field with all that stands on it: presence, alignment, bound, type.</summary>
internal static class VariableParser
{
    public static void Write(SourceWriter writer, BodyPlan plan, PlannedVariable part, ReadFacts facts, bool isFirst)
    {
        if (isFirst) writer.Line("var position = 0;");
        var field = part.Field;
        var isRanged = plan.Ranged.Read.Contains(field.Field.Name);
        if (!field.IsOptional)
        {
            WritePresent(writer, part, facts, isRanged, declare: true);
            return;
        }

        writer.Space();
        writer.Line($"// {field.Field.Name}, {Presence(field.Field)}");
        writer.Line($"var {part.HasLocal} = {Holds(part, facts)};");
        foreach (var (type, _, local) in part.States.Skip(1)) writer.Line($"{type} {local} = default;");
        if (isRanged) writer.Line($"var ({Camel(field)}From, {Camel(field)}To) = (position, position);");
        using (writer.Open($"if ({part.HasLocal})"))
            WritePresent(writer, part, facts, isRanged, declare: false);
        writer.Space();
    }

    private static void WritePresent(SourceWriter writer, PlannedVariable part, ReadFacts facts, bool isRanged, bool declare)
    {
        var (field, names) = (part.Field, part.Field.Names);
        var scope = facts.Scope(writer);
        if (field.Field.Align > 1) scope.Require($"{WireSizes}.TryAlign(body, {field.Field.Align}, {names.Path}, ref position, out error)");
        if (isRanged) writer.Line($"{(declare ? "var " : "")}{Camel(field)}From = position;");
        if (part.Part.Reserved > 0) scope = Shorten(scope, part);

        if (field.Field.Bound is { } bound) WriteBound(scope, part, bound, declare);
        else Take(scope, part, declare);
        if (isRanged) writer.Line($"{(declare ? "var " : "")}{Camel(field)}To = position;");
    }

    /// <summary>What must follow is not the field's.</summary>
    private static ReadScope Shorten(ReadScope scope, PlannedVariable part)
    {
        var local = Camel(part.Field) + "Body";
        scope.Writer.Line($"var {local} = {WireSizes}.Before(body, {part.Part.Reserved}, position);");
        return scope.Within(local);
    }

    private static void Take(ReadScope scope, PlannedVariable part, bool declare)
    {
        part.Type.Take(scope, part.Field.Names, part.Local, declare);
        ValueChecks.WriteTaken(scope, part.Field, part.Local);
    }

    private static void WriteBound(ReadScope scope, PlannedVariable part, Bound bound, bool declare)
    {
        var (writer, names, name) = (scope.Writer, part.Field.Names, Camel(part.Field));
        SizeCode.TakeRange(bound.Size, scope, names, name + "Bound", declare: true);
        writer.Line($"var {name}Next = position;");
        writer.Line($"position = {name}Bound.Start;");
        Take(scope.WithinBound($"{scope.Body}.Slice(0, {name}Bound.End)"), part, declare);
        if (bound.Trailing == Trailing.Error) scope.Require($"{WireSizes}.TryClose(position, {name}Bound.End, {names.Path}, out error)");
        if (bound.Trailing == Trailing.Keep) writer.Line($"{(declare ? "var " : "")}{part.LeftoverLocal} = new {WireRange}(position, {name}Bound.End - position);");
        writer.Line($"position = {name}Next;");
    }

    private static string Holds(PlannedVariable part, ReadFacts facts) => part.Part.Field.Presence is Conditional condition
        ? Conditions.Of(condition, facts.Value)
        : part.Part.Reserved > 0 ? $"position < body.Length - {part.Part.Reserved}" : "position < body.Length";

    /// <summary>When a field is there, in words.</summary>
    public static string Presence(Field field) => field.Presence is Conditional condition ? $"if {Conditions.Text(condition)}" : "while bytes remain";

    private static string Camel(MessageField field) => CSharpNames.Camel(field.Id);
}
