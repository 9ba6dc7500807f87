using ProtoGen.Generator.Emit.Types;
using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>The expressions of derived values.</summary>
internal static class DerivedExpressions
{
    /// <summary>Whether the value follows from fields alone, so that it can be verified when read.</summary>
    public static bool IsVerifiable(Derivation derivation) =>
        derivation is BytesDerivation or ElementsDerivation or PresentDerivation or RepeatDerivation or CheckDerivation;

    /// <summary>The value that a derivation says, a <c>long</c>.</summary>
    public static string Of(Derivation derivation, BodyPlan plan, IFacts facts) => derivation switch
    {
        ConstantDerivation { Value: IntegerValue number } => Long(number.Value),
        ConstantDerivation { Value: BoolValue truth } => truth.Value ? "1L" : "0L",
        ConstantDerivation { Value: TextValue { Value: [var character] } } => $"{(int)character}L",
        BytesDerivation bytes => Steps(Bytes(bytes.Range, plan, facts), bytes.Steps),
        ElementsDerivation elements => Steps(facts.Count(plan.Find(elements.List).Field), elements.Steps),
        PresentDerivation present => Steps(PresentCount(plan.In(present.Range).ToList(), facts), present.Steps),
        RepeatDerivation repeat => Steps(facts.Value(repeat.Source), repeat.Steps),
        SizeDerivation sizes => Agreed(sizes, plan, facts),
        PresenceDerivation presence => Presence(presence, plan, facts),
        TagDerivation tag => Tag(tag, plan, facts),
        WidthDerivation width => Width(plan.Find(width.Switch).Field, facts),
        _ => throw new NotSupportedException($"No expression for {derivation.GetType().Name}."),
    };

    /// <summary>A bits field that is derived in part: what the user gives, and the parts in their places.</summary>
    public static string Whole(BodyPlan plan, MessageField field, IFacts facts)
    {
        var bits = (BitsFieldEmitter)field.Type;
        var derived = field.Field.DerivedParts.Select(part => (Part: bits.Bits.Parts.First(known => known.Name == part.Part), part.Derivation)).ToList();
        var terms = derived.Select(item => $"(({Of(item.Derivation, plan, facts)}) << {item.Part.Low})").ToList();
        if (field.IsStored)
        {
            var mask = derived.Aggregate(0UL, (all, item) => all | item.Part.Mask);
            terms.Insert(0, $"({field.Type.Number(field.Value)} & ~{BitsFieldEmitter.Mask(mask)})");
        }

        return string.Join(" + ", terms);   // they do not overlap
    }

    /// <summary>The bytes of a check's range.</summary>
    public static string CheckedBytes(CheckDerivation check, BodyPlan plan, IFacts facts, string body)
    {
        var (from, to) = Ends(check.Range, plan, facts);
        return $"{body}.Slice({from}, {to} - {Parenthesize(from)})";
    }

    /// <summary>The bytes that the fields of a range take.</summary>
    private static string Bytes(FieldRange range, BodyPlan plan, IFacts facts)
    {
        if (facts is WriteFacts writing && writing.Early($"{range.First}..{range.Last}") is { } early && !writing.IsBehind(range.Last)) return early;
        var (from, to) = Ends(range, plan, facts);
        return from == "0" ? to : $"{to} - {Parenthesize(from)}";
    }

    private static (string From, string To) Ends(FieldRange range, BodyPlan plan, IFacts facts) =>
        (facts.From(plan.Find(range.First).Field), facts.To(plan.Find(range.Last).Field));

    private static string PresentCount(List<MessageField> fields, IFacts facts)
    {
        var always = fields.Count(field => !field.IsOptional && !IsList(field));
        var counted = fields.Where(field => field.IsOptional || IsList(field)).Select(field => IsList(field) ? facts.Count(field) : $"({facts.Present(field)} ? 1 : 0)");
        return string.Join(" + ", counted.Prepend(Literals.Number(always)));
    }

    private static bool IsList(MessageField field) => field.Field.Type is ListType or BitListType;

    private static string Size(SizeUse use, BodyPlan plan, IFacts facts)
    {
        var field = plan.Find(use.Field).Field;
        if (use.InCases) return ((WriteFacts)facts).InCases(field) ?? throw new InvalidOperationException($"The size in the cases of {plan.Name}.{use.Field} was not measured.");

        var size = !use.IsBound && SizeChecks.CountsElements(field.Field.Type) ? facts.Count(field) : Bytes(new(use.Field, use.Field), plan, facts);
        var said = Scope.Invert(size, use.Steps);
        return field.IsOptional ? $"({facts.Present(field)} ? {said} : {SizeSteps}.Unused)" : said;
    }

    private static string Agreed(SizeDerivation sizes, BodyPlan plan, IFacts facts)
    {
        var known = sizes.Uses.Select(use => Size(use, plan, facts)).ToList();
        var all = known.Skip(1).Aggregate(known[0], (left, right) => $"{SizeSteps}.Agree({left}, {right})");
        return sizes.Uses.All(use => MayBeUnused(use, plan)) ? $"{SizeSteps}.OrZero({all})" : all;
    }

    /// <summary>Whether there may be nothing whose size the value says.</summary>
    public static bool MayBeUnused(SizeUse use, BodyPlan plan)
    {
        var field = plan.Find(use.Field).Field;
        return field.IsOptional || (use.InCases && ((SwitchType)field.Field.Type).HasEmptyCase());
    }

    private static string Presence(PresenceDerivation presence, BodyPlan plan, IFacts facts)
    {
        var bits = presence.Uses.Select(use => (use.WhenSet ? "" : "!") + Enclose(facts.Present(plan.Find(use.Field).Field))).ToList();
        return bits.Skip(1).Aggregate($"({bits[0]} ? 1L : 0L)", (left, right) => $"{SizeSteps}.Agree({left}, {right} ? 1L : 0L)");
    }

    private static string Tag(TagDerivation tag, BodyPlan plan, IFacts facts)
    {
        var tags = tag.Switches.Select(name => plan.Find(name).Field).Select(field => field.IsOptional
            ? $"({facts.Present(field)} ? {Tag(field)} : {SizeSteps}.Unused)"
            : Tag(field)).ToList();
        var all = tags.Skip(1).Aggregate(tags[0], (left, right) => $"{SizeSteps}.Agree({left}, {right})");
        return tag.Switches.All(name => plan.Find(name).Field.IsOptional) ? $"{SizeSteps}.OrZero({all})" : all;
    }

    private static string Tag(MessageField field) => $"{EncodeChecks}.Given({field.Value}, {field.Names.Arguments}).WireTag";

    /// <summary>The first case that holds the number.</summary>
    private static string Width(MessageField field, IFacts facts)
    {
        var number = facts.Value(OwnValue.Of(field.Field.Name));
        var cases = ((SwitchType)field.Field.Type).Cases;
        return cases.Take(cases.Count - 1).Reverse().Aggregate(
            SwitchEmitters.Key(cases[cases.Count - 1].Keys[0]) + "L",
            (wider, known) => $"({number} <= {IntegerEmitter.Range((IntegerType)known.Type!).Max} ? {SwitchEmitters.Key(known.Keys[0])}L : {wider})");
    }

    private static string Steps(string value, EquatableArray<ArithmeticStep> steps) => steps.Aggregate(value, Scope.Step);

    private static string Long(WireInteger value) => value.IsNegative
        ? SwitchEmitters.Key(unchecked((long)value.Bits)) + (value.Bits == 1UL << 63 ? "" : "L")
        : value.Bits <= long.MaxValue ? value + "L" : $"unchecked((long){value}UL)";

    private static string Parenthesize(string expression) => expression.Contains(' ') ? $"({expression})" : expression;

    private static string Enclose(string expression) => $"({expression})";
}
