using ProtoGen.Generator.Emit.Types;
using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>What must hold of a body as a whole before a byte is written: derived values fit, conditions are true, sizes are those that were said.</summary>
internal static class WriteChecks
{
    public static void Write(SourceWriter writer, BodyPlan plan, WriteFacts facts)
    {
        foreach (var field in plan.Fields)
        {
            WritePresence(writer, plan, field, facts);
            WriteSaidSize(writer, plan, field, facts);
            WriteDerived(writer, plan, field, facts);
        }

        WriteTails(writer, plan, facts);
    }

    private static void WritePresence(SourceWriter writer, BodyPlan plan, MessageField field, WriteFacts facts)
    {
        if (field.Field.Presence is not Conditional condition || !field.IsSettable || IsSaidByPresence(plan, field)) return;
        var isGiven = field.IsNullable ? "" : $"if ({field.IsGiven}) ";
        writer.Line($"{isGiven}{EncodeChecks}.Presence({field.IsGiven}, {Conditions.Of(condition, facts.Value)}, {field.Names.Arguments});");
    }

    /// <summary>Whether a bit is derived from the field's presence, rather than its presence from a bit.</summary>
    private static bool IsSaidByPresence(BodyPlan plan, MessageField field) => plan.Structure.Fields
        .SelectMany(known => known.DerivedParts.Select(part => part.Derivation).Append(known.Derivation))
        .OfType<PresenceDerivation>()
        .Any(derivation => derivation.Uses.Any(use => use.Field == field.Field.Name));

    private static void WriteSaidSize(SourceWriter writer, BodyPlan plan, MessageField field, WriteFacts facts)
    {
        var said = field.Field.Bound is { } bound ? bound.Size as ReferencedSize : SizeChecks.CountsElements(field.Field.Type) ? null : SizeChecks.Of(field.Field.Type);
        if (said is null || plan.IsMadeFor(said, field)) return;
        var check = $"{EncodeChecks}.Size({facts.To(field)} - {facts.From(field)}, {facts.Scope(writer).Value(said.Source, said.Steps)}, {field.Names.Arguments});";
        writer.Line(field.IsOptional ? $"if ({facts.Present(field)}) {check}" : check);
    }

    private static void WriteDerived(SourceWriter writer, BodyPlan plan, MessageField field, WriteFacts facts)
    {
        if (field.Field.Derivation is not (null or ConstantDerivation or CheckDerivation or PartsDerivation))
        {
            var (min, max) = field.Type.NumberRange;
            Check(field.Names, facts.Value(OwnValue.Of(field.Field.Name)), min, max);
        }

        foreach (var part in field.Field.DerivedParts.Where(part => part.Derivation is not ConstantDerivation))
        {
            var width = ((BitsFieldEmitter)field.Type).Bits.Parts.First(known => known.Name == part.Part).Width;
            var max = width >= 63 ? "long.MaxValue" : ((1L << width) - 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
            Check(field.Names with { Field = $"{field.Names.Field}.{part.Part}" }, DerivedExpressions.Of(part.Derivation, plan, facts), "0", max);
        }

        void Check(FieldNames names, string value, string min, string max)
        {
            var check = $"{EncodeChecks}.Value({value}, {min}, {max}, {names.Arguments});";
            writer.Line(field.IsOptional ? $"if ({facts.Present(field)}) {check}" : check);
        }
    }

    /// <summary>Nothing may stand behind an optional field that is absent, and a present one has to take bytes: nobody could tell otherwise.</summary>
    private static void WriteTails(SourceWriter writer, BodyPlan plan, WriteFacts facts)
    {
        var tails = new List<MessageField>();
        foreach (var field in plan.Fields)
        {
            if (field.Field.Presence is OptionalTail)
                writer.Line($"if ({facts.Present(field)}) {EncodeChecks}.Tail({facts.To(field)} - {facts.From(field)}, {field.Names.Arguments});");
            if (tails.Count > 0)
            {
                var over = string.Join(" || ", tails.Select(tail => $"!({facts.Present(tail)})"));
                writer.Line($"if ({over}) {EncodeChecks}.BehindTail({facts.To(field)} - {facts.From(field)}, {field.Names.Arguments});");
            }

            if (field.Field.Presence is OptionalTail) tails.Add(field);
        }
    }
}
