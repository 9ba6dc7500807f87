using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk;

/// <summary>What follows from the fields of a structure and their bytes: the same for verifying as for writing.</summary>
/// <param name="Scope">The fields.</param>
/// <param name="Bytes">Bytes that hold the structure.</param>
/// <param name="Start">The offset in the body of the first of these bytes.</param>
/// <param name="Extra">The message's extra bytes.</param>
internal sealed record DerivedNumbers(WalkScope Scope, byte[] Bytes, int Start, EquatableArray<byte> Extra)
{
    /// <summary>Whether a derivation says a number that can be computed here; others follow from what uses them.</summary>
    public static bool Says(Derivation derivation) =>
        derivation is BytesDerivation or ElementsDerivation or PresentDerivation or RepeatDerivation or CheckDerivation;

    /// <summary>The number that a derivation says; null where its arithmetic has no result.</summary>
    public WireInteger? Of(Derivation derivation) => derivation switch
    {
        BytesDerivation bytes => After(bytes.Steps, Range(bytes.Range).Count),
        ElementsDerivation elements => After(elements.Steps, Scope[elements.List] is { IsPresent: true } list ? list.Count : 0),
        PresentDerivation present => After(present.Steps, Fields(present.Range).Sum(known => known.Field.Type is ListType or BitListType ? known.Count : 1L)),
        RepeatDerivation { Steps.Count: 0 } repeat => Scope.Find(repeat.Source),
        RepeatDerivation repeat => After(repeat.Steps, Scope.Resolve(repeat.Source)),
        CheckDerivation check => new(ChecksumReference.Compute(check.Checksum, check.HasExtra ? [.. Range(check.Range), .. Extra] : Range(check.Range))),
        _ => throw new NotSupportedException(derivation.GetType().Name),
    };

    /// <summary>The value that a derivation says for a field; null where the field cannot hold it, or there is none.</summary>
    public FieldValue? Of(Derivation derivation, FieldType type)
    {
        // Text, bytes and the like are repeated as they are.
        if (derivation is RepeatDerivation { Steps.Count: 0, Source: OwnValue { Path.Count: 1 } source }
            && !Numbers.Are(Scope[source.Field].Field.Type)) return Scope[source.Field].Value;
        return Of(derivation) is { } number ? Numbers.ToValue(type, number, isPattern: derivation is CheckDerivation) : null;
    }

    private static WireInteger? After(EquatableArray<ArithmeticStep> steps, long number) => steps.Apply(number) is { } result ? new(result) : null;

    /// <summary>The bytes from where the first field stands, or would stand, to the end of the last, what aligns those between them included.</summary>
    private ArraySegment<byte> Range(FieldRange range)
    {
        var fields = All(range).ToList();
        var start = fields[0].Start - Start;
        return new(Bytes, start, fields[fields.Count - 1].End - Start - start);
    }

    private IEnumerable<Walked> Fields(FieldRange range) => All(range).Where(field => field.IsPresent);

    private IEnumerable<Walked> All(FieldRange range)
    {
        var names = Scope.Fields.Select(field => field.Name).ToList();
        var first = names.IndexOf(range.First);
        return names.Skip(first).Take(names.IndexOf(range.Last) - first + 1).Select(name => Scope[name]);
    }
}
