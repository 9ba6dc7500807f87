using ProtoGen.Generator.Emit.Types;
using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>Writes derived fields of fixed size into their places, once everything else is written; checks last, inner before outer.</summary>
internal static class DerivedWriter
{
    /// <summary>The fields, in the order in which they can be written.</summary>
    public static IEnumerable<MessageField> Patched(BodyPlan plan)
    {
        var derived = plan.Fields.Where(field => field.IsComputed && field.Type.Size is not null).ToList();
        foreach (var field in derived.Where(field => field.Field.Derivation is not CheckDerivation)) yield return field;

        var left = derived.Where(field => field.Field.Derivation is CheckDerivation).ToList();
        while (left.Count > 0)
        {
            var next = left.FirstOrDefault(field => !left.Any(other => other != field && plan.In(((CheckDerivation)field.Field.Derivation!).Range).Contains(other))) ?? left[0];
            left.Remove(next);
            yield return next;
        }
    }

    public static void Write(SourceWriter writer, BodyPlan plan, MessageField field, WriteFacts facts)
    {
        var (part, _) = plan.Find(field.Field.Name);
        var place = part is PlannedRun run
            ? run.InRun(run.Places.First(known => known.Field == field).Placed)
            : new Place("body", CSharpNames.Camel(field.Id) + "At", field.Type.Size!.Value);
        writer.Space();
        writer.Line($"// {field.Field.Name}: {Describe(field)}");
        var write = field.Type.Write(Value(plan, field, facts), place);
        if (!field.IsOptional) writer.Line(write);
        else using (writer.Open($"if ({facts.Present(field)})")) writer.Line(write);
    }

    /// <summary>What a field needs to know before it is written, and what is measured only behind it, is measured here.</summary>
    public static void MeasureAhead(SourceWriter writer, BodyPlan plan, MessageField field, WriteFacts facts)
    {
        foreach (var derivation in Needed(plan, field)) MeasureAhead(writer, plan, derivation, facts);
    }

    /// <summary>Whatever a derived value needs to know and is not known yet.</summary>
    public static void MeasureAhead(SourceWriter writer, BodyPlan plan, Derivation derivation, WriteFacts facts)
    {
        CaseSizeWriter.Write(writer, plan, derivation, facts);
        foreach (var range in Ranges(plan, derivation))
        {
            if (facts.IsBehind(range.Last) || facts.Early($"{range.First}..{range.Last}") is not null) continue;
            var local = $"{CSharpNames.Camel(plan.Find(range.First).Field.Id)}Size";
            writer.Line($"var {local} = 0L;");
            foreach (var counted in plan.In(range))
            {
                var (part, _) = plan.Find(counted.Field.Name);
                if (part is PlannedVariable variable) VariableWriter.MeasureAhead(writer, plan, variable, facts, local);
                else writer.Line($"{local} += {counted.Type.Size};");
            }

            facts.Measured($"{range.First}..{range.Last}", local);
        }
    }

    /// <summary>Its own derivation where its size depends on it, and those behind what its type and its presence depend on.</summary>
    private static IEnumerable<Derivation> Needed(BodyPlan plan, MessageField field)
    {
        if (field.IsComputed && field.Type.Size is null) yield return field.Field.Derivation!;
        var references = ReferredTypes.References(field.Field.Type).Where(reference => !reference.Equals(SizeChecks.Of(field.Field.Type)?.Source));
        if (!field.IsSettable && field.Field.Presence is Conditional condition) references = references.Concat(condition.Terms.Select(term => term.Value));
        foreach (var reference in references)
            if (plan.DerivationOf(reference) is { } derivation) yield return derivation;
    }

    private static IEnumerable<FieldRange> Ranges(BodyPlan plan, Derivation derivation) => derivation switch
    {
        BytesDerivation bytes => [bytes.Range],
        SizeDerivation sizes => sizes.Uses.Where(use => !use.InCases && (use.IsBound || !SizeChecks.CountsElements(plan.Find(use.Field).Field.Field.Type))).Select(use => new FieldRange(use.Field, use.Field)),
        WidthDerivation width => Ranges(plan, plan.Find(width.Switch).Field.Field.Derivation!),
        RepeatDerivation { Source: OwnValue source } when plan.DerivationOf(source) is { } other => Ranges(plan, other),
        _ => [],
    };

    private static string Value(BodyPlan plan, MessageField field, WriteFacts facts)
    {
        if (field.Field.Derivation is CheckDerivation check) return FromBits(field, ChecksumCode.Compute(check, plan, facts, field, "body"));
        return field.Type.FromNumber($"({facts.Value(OwnValue.Of(field.Field.Name))})");
    }

    private static string FromBits(MessageField field, string bits) => $"unchecked(({field.Type.CSharpType}){bits})";

    private static string Describe(MessageField field) => field.Field.Derivation switch
    {
        BytesDerivation { Range: var range } => $"the bytes of {range.First} to {range.Last}",
        ElementsDerivation { List: var list } => $"the elements of {list}",
        PresentDerivation { Range: var range } => $"the fields of {range.First} to {range.Last} that are there",
        SizeDerivation { Uses: var uses } => $"says how big {string.Join(" and ", uses.Select(use => use.Field))} is",
        PresenceDerivation { Uses: var uses } => $"says whether {string.Join(" and ", uses.Select(use => use.Field))} is there",
        TagDerivation { Switches: var switches } => $"says which case {string.Join(" and ", switches)} holds",
        WidthDerivation { Switch: var name } => $"says how wide {name} is",
        RepeatDerivation { Source: var source } => $"repeats {source}",
        CheckDerivation { Range: var range } => $"checks {range.First} to {range.Last}",
        _ => "with its derived parts",
    };
}
