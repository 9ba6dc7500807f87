using ProtoGen.Generator.Emit.Types;
using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>How code that reads a body says what it knows of its fields.</summary>
/// <param name="plan">The body.</param>
/// <param name="prefix">What stands before the names of what is remembered: nothing while it is found, <c>_</c> in the view.</param>
internal sealed class ReadFacts(BodyPlan plan, string prefix) : IFacts
{
    public string Body => prefix + "body";

    /// <summary>How deep the structure stands in itself; null where nobody counts.</summary>
    public string? Depth => !plan.KnowsDepth ? null : $"{prefix}outer.Depth";

    /// <summary>The scope of code that reads.</summary>
    public ReadScope Scope(SourceWriter writer) => new(writer, Body, Value, Depth);

    /// <summary>The expression of a value, a <c>long</c>.</summary>
    public string Value(ValueReference reference)
    {
        if (reference is OuterValue outer) return $"{prefix}outer[{outer.Index}]";
        var own = (OwnValue)reference;
        var (part, field) = plan.Find(own.Field);
        var number = own.Path.Count == 1 || field.Type is BitsFieldEmitter
            ? NumberAt(field, field.Type.Size is null ? null : PlaceOf(part, field), part, own)
            : Nested(part, field, own);
        return part is PlannedVariable { Field.IsOptional: true } variable ? $"({prefix}{variable.HasLocal} ? {number} : 0L)" : number;
    }

    public string Present(MessageField field) => field.IsOptional ? $"{prefix}{((PlannedVariable)plan.Find(field.Field.Name).Part).HasLocal}" : "true";

    public string Count(MessageField field)
    {
        var (part, _) = plan.Find(field.Field.Name);
        var count = part is PlannedVariable variable ? variable.Type.CountOf(prefix + variable.Local) : field.Type.CountOf("");
        return field.IsOptional ? $"({Present(field)} ? {count} : 0)" : count;
    }

    public string From(MessageField field)
    {
        var (part, _) = plan.Find(field.Field.Name);
        return part is PlannedRun run ? run.OffsetFrom(run.StartLocal, Placed(run, field).Offset) : $"{CSharpNames.Camel(field.Id)}From";
    }

    public string To(MessageField field)
    {
        var (part, _) = plan.Find(field.Field.Name);
        if (part is not PlannedRun run) return $"{CSharpNames.Camel(field.Id)}To";
        var placed = Placed(run, field);
        return run.OffsetFrom(run.StartLocal, placed.Offset + placed.Size);
    }

    /// <summary>Where a field of fixed size stands.</summary>
    public Place PlaceOf(PlannedPart part, MessageField field) => part is PlannedRun run
        ? new(Body, run.OffsetFrom(prefix + run.StartLocal, Placed(run, field).Offset), field.Type.Size!.Value)
        : new(Body, prefix + ((PlannedVariable)part).Local, field.Type.Size!.Value);

    private static ProtoGen.Schema.Layout.PlacedField Placed(PlannedRun run, MessageField field) => run.Places.First(place => place.Field == field).Placed;

    private string NumberAt(MessageField field, Place? place, PlannedPart part, OwnValue own)
    {
        if (field.Type is BitsFieldEmitter bits)
        {
            var raw = bits.Underlying.Number(bits.Underlying.Read(place!.Value))!;
            return own.Path.Count == 1 ? raw : bits.PartNumber(raw, own.Path[1]);
        }

        var value = place is { } known ? field.Type.Read(known) : field.Type.View(Scope(new()), prefix + ((PlannedVariable)part).Local);
        return field.Type.Number(value) ?? throw new NotSupportedException($"{plan.Name}.{own} is no number.");
    }

    private string Nested(PlannedPart part, MessageField field, OwnValue own)
    {
        var view = field.Type.Size is null
            ? field.Type.View(Scope(new()), prefix + ((PlannedVariable)part).Local)
            : field.Type.Read(PlaceOf(part, field));
        return NestedPath.Number(plan, field, own, view, isView: true);
    }
}
