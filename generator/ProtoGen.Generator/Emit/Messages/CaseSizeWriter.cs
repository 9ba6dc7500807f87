using ProtoGen.Generator.Emit.Types;
using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>Measures the size that the cases of a switch have in common, once, before something is written from it.</summary>
internal static class CaseSizeWriter
{
    /// <summary>Measures what a derived value is written from.</summary>
    public static void Write(SourceWriter writer, BodyPlan plan, Derivation derivation, WriteFacts facts)
    {
        foreach (var use in Sizes(plan, derivation).SelectMany(sizes => sizes.Uses).Where(use => use.InCases))
        {
            var field = plan.Find(use.Field).Field;
            if (facts.InCases(field) is not null) continue;

            var local = facts.NameInCases(field);
            var type = (TaggedEmitter)field.Type;
            foreach (var reference in type.References.Where(reference => CaseSizeEmitter.IsNeeded(type, reference)))
                if (plan.DerivationOf(reference) is { } other) DerivedWriter.MeasureAhead(writer, plan, other, facts);
            writer.Line($"var {local} = {Held(writer, field, type, facts)};");
        }
    }

    /// <summary>Measures what any derived value is written from, once the ends of all fields are known.</summary>
    public static void WriteAll(SourceWriter writer, BodyPlan plan, WriteFacts facts)
    {
        foreach (var derivation in plan.Fields.SelectMany(field => field.Field.DerivedParts.Select(part => part.Derivation).Append(field.Field.Derivation)).OfType<Derivation>())
            Write(writer, plan, derivation, facts);
    }

    private static string Held(SourceWriter writer, MessageField field, TaggedEmitter type, WriteFacts facts)
    {
        var value = type.IsClass ? $"{RuntimeNames.EncodeChecks}.Given({field.Value}, {field.Names.Arguments})" : field.Value;
        var position = facts.IsBehind(field.Field.Name) ? facts.From(field) : "0";
        var held = CaseSizeEmitter.Call(facts.Scope(writer), type, value, position);
        return field.IsOptional ? $"{facts.Present(field)} ? {held} : {RuntimeNames.SizeSteps}.Unused" : held;
    }

    private static IEnumerable<SizeDerivation> Sizes(BodyPlan plan, Derivation derivation) => derivation switch
    {
        SizeDerivation sizes => [sizes],
        WidthDerivation width => Sizes(plan, plan.Find(width.Switch).Field.Field.Derivation!),
        RepeatDerivation { Source: OwnValue source } when plan.DerivationOf(source) is { } other => Sizes(plan, other),
        _ => [],
    };
}
