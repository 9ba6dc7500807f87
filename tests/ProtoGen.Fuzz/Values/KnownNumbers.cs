using ProtoGen.Schema.Model;

namespace ProtoGen.Fuzz.Values;

/// <summary>The numbers of one structure that other fields look at.</summary>
internal sealed class KnownNumbers(IReadOnlyList<long> outer)
{
    private readonly Dictionary<string, long> _byPath = [];

    public void Set(string path, long number) => _byPath[path] = number;

    /// <summary>The number a reference means; 0 for an absent field.</summary>
    public long Of(ValueReference reference) => reference switch
    {
        OuterValue value => outer[value.Index],
        OwnValue own => _byPath.GetValueOrDefault(own.ToString()),
        _ => throw new NotSupportedException(reference.GetType().Name),
    };

    /// <summary>Notes the numbers in a value that was made.</summary>
    public void Take(Field field, FieldValue value, Protocol protocol)
    {
        if (NumberOf(value) is { } number) Set(field.Name, number);
        if (field.Type is not BitsFieldType type || value is not StructValue given) return;

        var bits = protocol.Bits.First(candidate => candidate.Name == type.Bits);
        foreach (var part in bits.Parts)
            if (given.Fields.FirstOrDefault(known => known.Field == part.Name) is { } found) Set($"{field.Name}.{part.Name}", NumberOf(found.Value) ?? 0);
    }

    private static long? NumberOf(FieldValue value) => value switch
    {
        IntegerValue number => (long)number.Value.Bits,
        BoolValue truth => truth.Value ? 1 : 0,
        TextValue { Value: [var character] } => character,
        _ => null,
    };
}
