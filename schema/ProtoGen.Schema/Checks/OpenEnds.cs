using ProtoGen.Schema.Binding;
using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Checks;

/// <summary>Why the end of a body cannot be found in bytes of which more may still come.</summary>
/// <param name="structures">Every struct, by its C# name.</param>
internal sealed class OpenEnds(IReadOnlyDictionary<string, IReadOnlyList<Field>> structures)
{
    public static OpenEnds Of(BoundSchema schema) => new(schema.Structures.Bound
        .Where(structure => structure.Name.Length > 0 && structure.Fields.All(field => field.Field is not null))
        .GroupBy(structure => structure.Name)
        .ToDictionary(same => same.Key, same => (IReadOnlyList<Field>)[.. same.First().Fields.Select(field => field.Field!)], StringComparer.Ordinal));

    /// <summary>What is wrong with the first field whose end cannot be found, as the end of a sentence; null where all can.</summary>
    public string? Problem(IEnumerable<Field> fields) => fields.Select(Problem).FirstOrDefault(problem => problem is not null);

    private string? Problem(Field field)
    {
        if (field.Presence is OptionalTail)
            return $"but its field '{field.Name}' is there while bytes remain, and nobody knows how many remain; put a condition on a value before it, or give the frame a length";
        if (BodySizes.TakesRest(field))
            return $"but its field '{field.Name}' does not say where it ends; give it a size, a prefix or a terminator, or the frame a length";
        if (field.Bound is null && HoldsCodec(field.Type, new(StringComparer.Ordinal)))
            return $"but its field '{field.Name}' has a codec, which cannot say that bytes are still missing; give it a 'size', or the frame a length";
        return null;
    }

    private bool HoldsCodec(FieldType type, HashSet<string> met) => type switch
    {
        CodecType => true,
        ListType { InBytes: false } list => HoldsCodec(list.Element, met),
        SwitchType choice => choice.AllCases.Any(known => known.Type is { } held && HoldsCodec(held, met)),
        StructType held => met.Add(held.Structure) && structures.TryGetValue(held.Structure, out var fields) && fields.Any(field => field.Bound is null && HoldsCodec(field.Type, met)),
        _ => false,
    };
}
