using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk.Constructs;

/// <summary>One of several types. The value names its case, except where all cases are one C# type: there it is what the case holds.</summary>
internal static class SwitchWalk
{
    public static FieldValue? Read(SwitchType type, ReadPlace at)
    {
        var tag = at.Scope.Use(type.Tag);
        if (type.Of((long)tag.Bits) is not { } chosen) return at.Fail($"has no case for '{at.Scope.Name(type.Tag)}' being {tag}", null, tag);

        at.Input.Context.Trace?.Choose(chosen.Type);
        var held = chosen.Type is { } inside ? TypeWalk.Read(inside, at) : new AbsentValue();
        if (held is null || type.Choice is null) return held;
        return new CaseValue(chosen.Name, chosen.Type is null ? null : held);
    }

    public static void Write(SwitchType type, FieldValue value, WritePlace at)
    {
        var chosen = value is CaseValue named ? type.AllCases.FirstOrDefault(known => known.Name == named.Case) : CaseOf(type, value, at);
        if (chosen is null)
        {
            at.Fail($"has no case for {value}");
            return;
        }

        Demands.Tag(type, chosen, at);
        var held = (value is CaseValue { Value: var inside } ? inside : value) ?? new AbsentValue();
        if (chosen.Type is { } known) TypeWalk.Write(known, held, at);
        else if (held is not AbsentValue) at.Fail($"is {chosen.Name}, which holds nothing");
    }

    /// <summary>The narrowest case that holds a number; null for none.</summary>
    public static SwitchCase? Narrowest(SwitchType type, FieldValue value)
    {
        var held = value is CaseValue { Value: { } inside } ? inside : value;
        return type.AllCases.FirstOrDefault(known => Holds(known, held));
    }

    private static SwitchCase? CaseOf(SwitchType type, FieldValue value, WritePlace at)
    {
        if (at.Scope.DerivationOf(type.Tag) is WidthDerivation)
        {
            var wider = KeepsWidth(type, at.Entry.Field, at.Scope.Walked) && Demands.GivenTag(type, at) is { } given ? type.Of(given) : null;
            return wider is not null && Holds(wider, value) ? wider : Narrowest(type, value);
        }

        var tag = Demands.IsDemanded(type.Tag, at) ? Demands.GivenTag(type, at) : at.Scope.Walked.Resolve(type.Tag);
        return tag is { } known ? type.Of(known) : null;
    }

    /// <summary>Whether a case wider than needed is kept: the switch or its tag says so.</summary>
    public static bool KeepsWidth(SwitchType type, Field field, WalkScope scope) =>
        field.KeepsSpelling || (type.Tag is OwnValue own && scope[own.Field].Field.KeepsSpelling);

    private static bool Holds(SwitchCase known, FieldValue value) => (known.Type, value) switch
    {
        (VarintType varint, IntegerValue number) => varint.Value.Holds(number.Value),
        ({ } scalar, _) => ScalarWalk.Fits(scalar, value),
        _ => false,
    };
}
