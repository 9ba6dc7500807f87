using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Values.Typed;

/// <summary>The values that were read before one, where a switch looks for its tag.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="Structure">The structure they belong to.</param>
/// <param name="Values">What was read of it; grows while it is read.</param>
/// <param name="Around">What holds the structure: a struct, or a frame; null where that is not known.</param>
/// <param name="Arguments">What a struct takes from there; none for a message.</param>
internal sealed record TypedScope(Protocol Protocol, Structure Structure, IReadOnlyList<VectorValue> Values, TypedScope? Around, EquatableArray<ValueReference> Arguments = default)
{
    /// <summary>The number that a reference names; null where it was not given.</summary>
    public long? NumberOf(ValueReference reference) => reference switch
    {
        OwnValue own => Own(own),
        OuterValue outer when Arguments.Count > 0 => Around?.NumberOf(Arguments[outer.Index]),
        OuterValue outer when Structure.Parameters[outer.Index] is { Source: ParameterSource.Header } place => Around?.NumberOf(new OwnValue(place.Name.Split('.').ToEquatableArray())),
        _ => null,
    };

    private long? Own(OwnValue path)
    {
        var field = Structure.Fields.FirstOrDefault(known => known.Name == path.Field);
        var value = Values.FirstOrDefault(known => known.Field == path.Field)?.Value ?? field?.Constant;
        return value switch
        {
            // Parts may be written as one number.
            IntegerValue whole when path.Path.Count == 2 && field?.Type is BitsFieldType bits => Part(whole, Protocol.BitsOf(bits), path.Path[1]),
            _ => Inside(value, path) is not (null or AbsentValue) and var found ? (long)FrameFields.Number(found).Bits : null,
        };
    }

    private static FieldValue? Inside(FieldValue? value, OwnValue path) =>
        path.Path.Skip(1).Aggregate(value, (around, name) => (around as StructValue)?.Fields.FirstOrDefault(part => part.Field == name)?.Value);

    private static long? Part(IntegerValue whole, BitsType bits, string name) =>
        bits.Parts.FirstOrDefault(part => part.Name == name) is { } part ? (long)((whole.Value.Bits & part.Mask) >> part.Low) : null;
}
