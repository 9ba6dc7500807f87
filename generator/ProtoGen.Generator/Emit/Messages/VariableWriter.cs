using ProtoGen.Generator.Emit.Types;
using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>Measures and writes one field with all that stands on it: presence, alignment, bound, type.</summary>
internal static class VariableWriter
{
    public static void Measure(SourceWriter writer, BodyPlan plan, PlannedVariable part, WriteFacts facts)
    {
        writer.Line(part.Field.Comment);
        Around(writer, plan, part, facts, (scope, names) => Content(scope, plan, part, facts, measured: true));
    }

    public static void Encode(SourceWriter writer, BodyPlan plan, PlannedVariable part, WriteFacts facts)
    {
        writer.Line(part.Field.Comment);
        Around(writer, plan, part, facts, (scope, names) => Content(scope, plan, part, facts, measured: false), encodes: true);
    }

    /// <summary>Moves a position of its own behind a field, before the field is reached.</summary>
    public static void MeasureAhead(SourceWriter writer, BodyPlan plan, PlannedVariable part, WriteFacts facts, string position)
    {
        var scope = facts.Scope(writer, position);
        if (!part.Field.IsOptional)
        {
            Content(scope, plan, part, facts, measured: true, isAhead: true);
            return;
        }

        using var block = writer.Open($"if ({facts.Present(part.Field)})");
        Content(scope, plan, part, facts, measured: true, isAhead: true);
    }

    private static void Around(SourceWriter writer, BodyPlan plan, PlannedVariable part, WriteFacts facts, Action<WriteScope, FieldNames> content, bool encodes = false)
    {
        var (field, name) = (part.Field, CSharpNames.Camel(part.Field.Id));
        var isRanged = plan.Ranged.Names.Contains(field.Field.Name);
        if (isRanged) writer.Line($"var {name}From = position;");
        DerivedWriter.MeasureAhead(writer, plan, field, facts);
        if (field.IsComputed && encodes && field.Type.Size is not null) writer.Line($"var {name}At = position;");
        if (!field.IsOptional)
        {
            WritePresent(facts.Scope(writer));
        }
        else
        {
            using (writer.Open($"if ({facts.Present(field)})")) WritePresent(facts.Scope(writer));
            writer.Space();
        }

        if (isRanged) writer.Line($"var {name}To = position;");

        void WritePresent(WriteScope scope)
        {
            if (field.Field.Align > 1)
            {
                writer.Line(encodes
                    ? $"position = {WireSizes}.WriteAlign(body, position, {field.Field.Align});"
                    : $"position = {WireSizes}.Align(position, {field.Field.Align});");
                if (isRanged) writer.Line($"{name}From = position;");
                if (field.IsComputed && encodes && field.Type.Size is not null) writer.Line($"{name}At = position;");
            }

            content(scope, field.Names);
        }
    }

    private static void Content(WriteScope scope, BodyPlan plan, PlannedVariable part, WriteFacts facts, bool measured, bool isAhead = false)
    {
        if (part.Field.Field.Bound is { } bound) BoundWriter.Write(scope, part, bound, measured, () => Value(scope, plan, part, facts, measured, isAhead));
        else Value(scope, plan, part, facts, measured, isAhead);
    }

    private static void Value(WriteScope scope, BodyPlan plan, PlannedVariable part, WriteFacts facts, bool measured, bool isAhead)
    {
        var field = part.Field;
        if (field.IsComputed && field.Type.Size is { } size)
        {
            // Derived, and written when everything else is.
            scope.Advance(Literals.Number(size));
            return;
        }

        var value = field.IsComputed ? field.Type.FromNumber($"({facts.Value(OwnValue.Of(field.Field.Name))})") : field.Value;
        if (!measured)
        {
            if (field.Type is SizedEmitter { Size: not null } fixedConstant && field.Field.Constant is { } constant)
            {
                scope.Writer.Line(fixedConstant.WriteConstant(constant, new("body", "position", fixedConstant.Size!.Value)));
                scope.Advance(Literals.Number(fixedConstant.Size!.Value));
            }
            else
            {
                field.Type.Encode(scope, field.Names, value);
            }
        }
        else if (field.Field.Constant is not null && field.Type.Size is { } known)
        {
            scope.Advance(Literals.Number(known));
        }
        else if (!isAhead && SizeChecks.Of(field.Field.Type) is { } said && !plan.IsMadeFor(said, field) && SizeChecks.CountsElements(field.Field.Type))
        {
            SizeChecks.Measure(scope, field.Field.Type, field.Type, field.Names, value);
        }
        else
        {
            field.Type.Measure(scope, field.Names, value);
        }
    }
}
