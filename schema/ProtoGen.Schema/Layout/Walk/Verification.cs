using ProtoGen.Schema.Layout.Walk.Constructs;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk;

/// <summary>
/// Derived values have to be what they would be written as. A size, a tag and a presence were used to read and so are true; but one that
/// nothing used would be written as 0.
/// </summary>
internal static class Verification
{
    /// <summary>Judges all derived values of a structure that was read; false, and a failure, where one is wrong.</summary>
    public static bool Run(WalkScope scope, BodyInput input)
    {
        var numbers = new DerivedNumbers(scope, input.Bytes, 0, input.Context.Extra);
        if (input.Context.Trace is { } trace) TakeDown(scope, numbers, input, trace);
        if (!input.Context.Judges) return true;
        return scope.Fields.Where(field => scope[field.Name].IsPresent).All(field => Verify(field, scope, numbers, input))
            && scope.Structure.Lengths.All(length => Verify(length, scope, numbers, input));
    }

    /// <summary>Says of every value that can be computed whether it is what it should be, whatever follows from that.</summary>
    private static void TakeDown(WalkScope scope, DerivedNumbers numbers, BodyInput input, WalkTrace trace)
    {
        foreach (var field in scope.Fields.Where(field => scope[field.Name].IsPresent && scope[field.Name].Value is not null))
        {
            var entry = scope[field.Name];
            input.Enter(field.Name);
            if (field.Derivation is { } derivation && DerivedNumbers.Says(derivation))
            {
                var expected = numbers.Of(derivation, field.Type)?.ToString() ?? numbers.Of(derivation)?.ToString() ?? "another";
                trace.Judge(new(input.Path, entry.Start, entry.Value!.ToString(), expected, Problem(field, derivation, entry, numbers) is null, field.Verify));
            }

            foreach (var part in field.DerivedParts.Where(part => part.Derivation is ConstantDerivation || DerivedNumbers.Says(part.Derivation)))
            {
                var expected = part.Derivation is ConstantDerivation constant ? Numbers.Of(constant.Value) : numbers.Of(part.Derivation);
                var found = entry.Find([part.Part]);
                trace.Judge(new(input.Path + "." + part.Part, entry.Start, found.ToString(), expected?.ToString() ?? "another", expected is { } number && number.Equals(found), part.Verify));
            }

            input.Leave();
        }
    }

    /// <summary>Judges a length that stands in the header.</summary>
    private static bool Verify(BodyLength length, WalkScope scope, DerivedNumbers numbers, BodyInput input)
    {
        var found = scope.Find(new OuterValue(length.Parameter));
        var expected = length.Derivation is ConstantDerivation constant ? Numbers.Of(constant.Value) : numbers.Of(length.Derivation);
        if (expected is { } number && number.Equals(found)) return true;
        input.Enter(length.Name);
        input.Fail(0, $"is {found}, but must be {expected}", expected, found);
        return false;
    }

    private static bool Verify(Field field, WalkScope scope, DerivedNumbers numbers, BodyInput input)
    {
        var entry = scope[field.Name];
        if (field is { Verify: true, Derivation: { } derivation } && Problem(field, derivation, entry, numbers) is { } problem)
            return Fail(field, "", problem, entry, input);

        foreach (var part in field.DerivedParts.Where(part => part.Verify))
        {
            if (Problem(field, part, entry, numbers) is { } wrong) return Fail(field, $"part '{part.Part}' ", wrong, entry, input);
        }

        return true;
    }

    private static string? Problem(Field field, Derivation derivation, Walked entry, DerivedNumbers numbers)
    {
        if (!DerivedNumbers.Says(derivation)) return Problem(field, derivation, field.Name, entry.Number, numbers.Scope);
        var expected = numbers.Of(derivation, field.Type);
        if (field.Type is SwitchType) expected = expected is { } number && Numbers.Of(number) is { } sum && sum.Equals(entry.Number) ? entry.Value : expected;
        var isSame = entry.Bits is { } bits ? expected is { } whole && Numbers.Of(whole)?.Bits == bits.Number : entry.Value!.Equals(expected);
        return isSame ? null : $"is {entry.Value}, but must be {expected ?? numbers.Of(derivation) as object ?? "another"}";
    }

    private static string? Problem(Field field, PartDerivation part, Walked entry, DerivedNumbers numbers)
    {
        var found = entry.Find([part.Part]);
        if (part.Derivation is not ConstantDerivation && !DerivedNumbers.Says(part.Derivation))
            return Problem(field, part.Derivation, DerivedValues.PathOf(field, part), found, numbers.Scope);
        var expected = part.Derivation is ConstantDerivation constant ? Numbers.Of(constant.Value) : numbers.Of(part.Derivation);
        return expected is { } number && number.Equals(found) ? null : $"is {found}, but must be {expected}";
    }

    private static string? Problem(Field field, Derivation derivation, string path, WireInteger found, WalkScope scope) => derivation switch
    {
        SizeDerivation or TagDerivation or WidthDerivation when !scope.IsUsed(path) && found.Bits != 0 =>
            $"is {found}, but must be 0 where nothing depends on it",
        WidthDerivation width when scope.IsUsed(path) => TooWide(field, width, found, scope),
        _ => null,
    };

    private static string? TooWide(Field field, WidthDerivation width, WireInteger found, WalkScope scope)
    {
        var (type, value) = ((SwitchType)scope[width.Switch].Field.Type, scope[width.Switch].Value);
        if (field.KeepsSpelling || SwitchWalk.KeepsWidth(type, scope[width.Switch].Field, scope)) return null;
        var isNarrowest = value is null || SwitchWalk.Narrowest(type, value) is not { } narrowest || narrowest.Keys[0] == (long)found.Bits;
        return isNarrowest ? null : $"is {found}, a wider form than {value} needs";
    }

    private static bool Fail(Field field, string part, string problem, Walked entry, BodyInput input)
    {
        input.Enter(field.Name);
        input.Fail(entry.Start, part + problem, null, entry.Value);
        return false;
    }
}
