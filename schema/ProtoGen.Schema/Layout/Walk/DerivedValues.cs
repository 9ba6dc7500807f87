using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk;

/// <summary>What the derived fields and parts of a structure are written with.</summary>
internal static class DerivedValues
{
    /// <summary>Under which name the value of a derived part goes.</summary>
    public static string PathOf(Field field, PartDerivation part) => field.Name + "." + part.Part;

    /// <summary>Values to begin with.</summary>
    public static IReadOnlyDictionary<string, FieldValue> Guess(Structure structure)
    {
        var guesses = new Dictionary<string, FieldValue>(StringComparer.Ordinal);
        foreach (var field in structure.Fields)
        {
            if (IsFound(field.Derivation)) guesses[field.Name] = Numbers.ToValue(field.Type, default, isPattern: false) ?? new AbsentValue();
            foreach (var part in field.DerivedParts)
                guesses[PathOf(field, part)] = part.Derivation is ConstantDerivation constant ? constant.Value : new IntegerValue(default);
        }

        return guesses;
    }

    /// <summary>The values that follow from an attempt to write the structure. What cannot be is a problem of the attempt.</summary>
    public static IReadOnlyDictionary<string, FieldValue> Derive(WriteScope scope, WalkContext context, BodyOutput output)
    {
        if (scope.Derived.Count == 0) return scope.Derived;

        var numbers = new DerivedNumbers(scope.Walked, output.Bytes, output.Start, context.Extra);
        var derived = scope.Derived.ToDictionary(known => known.Key, known => known.Value, StringComparer.Ordinal);
        foreach (var field in scope.Walked.Fields.Where(field => scope.Walked[field.Name].IsPresent))
        {
            if (IsFound(field.Derivation)) derived[field.Name] = Derive(field, field.Derivation!, scope, numbers) ?? derived[field.Name];
            foreach (var part in field.DerivedParts.Where(part => part.Derivation is not ConstantDerivation))
                if (Number(part.Derivation, PathOf(field, part), scope, numbers) is { } number) derived[PathOf(field, part)] = new IntegerValue(number);
        }

        return derived;
    }

    private static bool IsFound(Derivation? derivation) => derivation is not (null or ConstantDerivation or PartsDerivation);

    private static FieldValue? Derive(Field field, Derivation derivation, WriteScope scope, DerivedNumbers numbers)
    {
        if (derivation is RepeatDerivation && numbers.Of(derivation, field.Type) is { } same) return same;
        if (Number(derivation, field.Name, scope, numbers) is not { } number) return null;
        if (Numbers.ToValue(field.Type, number, isPattern: derivation is CheckDerivation) is { } value) return value;
        scope.Fail(field.Name, $"would have to be {number}, which it cannot hold");
        return null;
    }

    private static WireInteger? Number(Derivation derivation, string path, WriteScope scope, DerivedNumbers numbers)
    {
        if (derivation is PresenceDerivation presence) return Bit(presence, path, scope);
        if (!DerivedNumbers.Says(derivation)) return new(scope.Demanded(path) ?? 0);
        if (numbers.Of(derivation) is { } number) return number;
        scope.Fail(path, "has no value: the division that makes it leaves a remainder");
        return null;
    }

    private static WireInteger Bit(PresenceDerivation presence, string path, WriteScope scope)
    {
        var bits = presence.Uses.Select(use => scope.Walked[use.Field].IsPresent == use.WhenSet).Distinct().ToList();
        var fields = string.Join(" and ", presence.Uses.Select(use => $"'{use.Field}'"));
        if (bits.Count > 1) scope.Fail(path, $"says whether {fields} are there, but they do not agree");
        return new(bits[0] ? 1L : 0L);
    }
}
