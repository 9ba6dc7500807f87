using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk.Constructs;

/// <summary>Whether a field is there: by its condition, or because bytes remain.</summary>
internal static class PresenceWalk
{
    public static bool IsPresent(Field field, ReadPlace at) => field.Presence switch
    {
        OptionalTail => at.Left > 0,
        Conditional condition => Holds(condition, at.Scope),
        _ => true,
    };

    /// <summary>What the user gives decides; where the condition is the user's as well, they have to agree.</summary>
    public static bool IsPresent(Field field, WritePlace at) => field.Presence switch
    {
        OptionalTail => IsTailGiven(field, at),
        Conditional condition => IsConditionalGiven(field, condition, at),
        _ => true,
    };

    /// <summary>Nothing may stand behind an optional field that is absent, and a present one has to take bytes: nobody could tell otherwise.</summary>
    public static void CheckTail(Field field, WritePlace at)
    {
        var isEmpty = at.Entry.End == at.Entry.Start;
        if (field.Presence is OptionalTail && isEmpty) at.Fail("takes no bytes, so it cannot be told from an absent field");
        if (at.Scope.IsTailOver && !isEmpty) at.Fail("stands behind an optional field that is absent");
    }

    private static bool IsTailGiven(Field field, WritePlace at)
    {
        // A derived field cannot be given: it is there where anything behind it is.
        var isGiven = IsGiven(field.Name, at) || (field.Derivation is not null && Following(field, at).Any(next => IsGiven(next.Name, at)));
        if (!isGiven) at.Scope.IsTailOver = true;
        return isGiven;
    }

    private static IEnumerable<Field> Following(Field field, WritePlace at) => at.Scope.Walked.Fields.SkipWhile(known => known != field).Skip(1);

    private static bool IsConditionalGiven(Field field, Conditional condition, WritePlace at)
    {
        var (isGiven, holds) = (IsGiven(field.Name, at), Holds(condition, at.Scope.Walked));
        if (IsSaidByPresence(field.Name, at.Scope.Walked.Structure)) return isGiven;
        if (field.Derivation is not null || (!isGiven && (FieldValues.IsOptionalForUsers(field) || MeaningWalk.HasNone(field)))) return holds;
        if (isGiven && !holds) at.Fail("is given, but the condition for it does not hold");
        if (!isGiven && holds) at.Fail("is absent, but the condition for it holds");
        return isGiven;
    }

    private static bool IsGiven(string field, WritePlace at) =>
        at.Scope.Given(field) is not (null or AbsentValue) || at.Scope.Given(HiddenNames.RawOf(field)) is not null;

    private static bool Holds(Conditional condition, WalkScope scope) => condition.Terms.All(term => term.Holds(scope.Resolve(term.Value)));

    /// <summary>Whether a bit is derived from the field's presence, rather than its presence from a bit.</summary>
    private static bool IsSaidByPresence(string field, Structure structure) => structure.Fields
        .SelectMany(known => known.DerivedParts.Select(part => part.Derivation).Append(known.Derivation))
        .OfType<PresenceDerivation>()
        .Any(derivation => derivation.Uses.Any(use => use.Field == field));
}
