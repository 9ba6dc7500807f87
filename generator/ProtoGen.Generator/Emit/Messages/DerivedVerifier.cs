using ProtoGen.Generator.Emit.Types;
using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>Verifies what is derived, once all fields are found.</summary>
internal static class DerivedVerifier
{
    public static void Write(SourceWriter writer, BodyPlan plan, ReadFacts facts)
    {
        foreach (var field in plan.Fields)
        {
            if (field.Field is { Verify: true, Derivation: { } derivation }) Verify(writer, plan, facts, field, OwnValue.Of(field.Field.Name), derivation);
            foreach (var part in field.Field.DerivedParts.Where(part => part.Verify))
                Verify(writer, plan, facts, field, new(EquatableArray.Of(field.Field.Name, part.Part)), part.Derivation);
        }

        // These stand in the header.
        foreach (var length in plan.Structure.Lengths)
            writer.Line($"if (!{DecodeChecks}.Same(outer[{length.Parameter}], {DerivedExpressions.Of(length.Derivation, plan, facts)}, \"{plan.Name}.{length.Name}\", 0, out error)) return false;");
    }

    private static void Verify(SourceWriter writer, BodyPlan plan, ReadFacts facts, MessageField field, OwnValue value, Derivation derivation)
    {
        var isPart = value.Path.Count > 1;
        var names = isPart ? field.Names with { Field = $"{field.Names.Field}.{value.Path[1]}" } : field.Names;
        var (part, _) = plan.Find(field.Field.Name);
        var offset = part is PlannedRun ? facts.From(field) : field.Type.Size is null ? "position" : ((PlannedVariable)part).Local;
        var condition = derivation switch
        {
            ConstantDerivation when isPart => Same(DerivedExpressions.Of(derivation, plan, facts)),
            ConstantDerivation or PartsDerivation => null,
            CheckDerivation check => $"{DecodeChecks}.SameBits({Bits(facts.Value(value), field)}, {ChecksumCode.Compute(check, plan, facts, field, "body")}, {names.Path}, {offset}, out error)",
            SizeDerivation sizes when sizes.Uses.All(use => DerivedExpressions.MayBeUnused(use, plan)) => Unused(sizes.Uses.Select(use => Used(use, plan, facts))),
            TagDerivation tag when tag.Switches.All(name => plan.Find(name).Field.IsOptional) =>
                Unused(tag.Switches.Select(name => facts.Present(plan.Find(name).Field))),
            WidthDerivation width when !field.Field.KeepsSpelling && !plan.Find(width.Switch).Field.Field.KeepsSpelling => Same(DerivedExpressions.Of(width, plan, facts)),
            _ when DerivedExpressions.IsVerifiable(derivation) => Same(DerivedExpressions.Of(derivation, plan, facts)),
            _ => null,
        };
        if (condition is null) return;

        var present = facts.Present(field);
        writer.Line($"if ({(present == "true" ? "" : $"{present} && ")}!{condition}) return false;");

        string Same(string expected) => $"{DecodeChecks}.Same({facts.Value(value)}, {expected}, {names.Path}, {offset}, out error)";

        // A size or a tag that nothing was read by would be written as 0.
        string Unused(IEnumerable<string> uses) => $"{DecodeChecks}.Same({facts.Value(value)}, {string.Join(" || ", uses)} ? {facts.Value(value)} : 0L, {names.Path}, {offset}, out error)";
    }

    /// <summary>The condition that a size was used to read something.</summary>
    private static string Used(SizeUse use, BodyPlan plan, ReadFacts facts)
    {
        var field = plan.Find(use.Field).Field;
        var present = facts.Present(field);
        if (!use.InCases || field.Field.Type is not SwitchType choice || !choice.HasEmptyCase()) return present;

        var tag = facts.Value(choice.Tag);
        var holds = string.Join(" || ", choice.AllCases.Where(known => known.Type is not null).Select(known => SwitchEmitters.Belongs(tag, choice, known)));
        return present == "true" ? holds : $"({present} && ({holds}))";
    }

    /// <summary>The bits of a number in its field.</summary>
    public static string Bits(string number, MessageField field) => field.Type.Size is { } size and < 8
        ? $"(ulong){number} & 0x{(ulong.MaxValue >> (64 - (8 * size))).ToString("X", System.Globalization.CultureInfo.InvariantCulture)}"
        : $"unchecked((ulong){number})";
}
