using System.Collections;
using System.Globalization;
using ProtoGen.Schema.Model;

namespace ProtoGen.Fuzz.Generated;

/// <summary>Compares a generated record with the values a walk read: every property against the value of its field.</summary>
internal static class RecordReader
{
    /// <summary>The differences, as sentences; none where both say the same.</summary>
    public static IEnumerable<string> Compare(Protocol protocol, Structure structure, object record, IReadOnlyList<VectorValue> values)
    {
        foreach (var field in structure.Fields.Where(field => field is { Property: not null, Derivation: null }))
        {
            var found = values.FirstOrDefault(value => value.Field == field.Name)?.Value ?? new AbsentValue();
            var property = record.GetType().GetProperty(field.Property + "Raw") is { } raw && field.Meaning is not null ? raw : record.GetType().GetProperty(field.Property!);
            if (property is null)
            {
                yield return $"{structure.Name} has no property {field.Property}";
                continue;
            }

            foreach (var difference in Compare(protocol, field.Type, property.GetValue(record), found, field.Meaning, $"{structure.Name}.{field.Property}")) yield return difference;
        }
    }

    private static IEnumerable<string> Compare(Protocol protocol, FieldType type, object? value, FieldValue found, Meaning? meaning, string path)
    {
        if (value is null || found is AbsentValue) return value is null == found is AbsentValue || meaning?.None is not null ? [] : [$"{path} is {value ?? "null"}, but the walk says {found}"];
        return (type, found) switch
        {
            (StructType structure, StructValue fields) => Compare(protocol, protocol.Structures.First(known => known.Name == structure.Structure), value, fields.Fields),
            (ListType list, ListValue items) => CompareItems(protocol, list.Element, value, items, path),
            (BitListType, ListValue items) => CompareItems(protocol, new BoolType(), value, items, path),
            (SwitchType { Choice: not null } choice, CaseValue held) => CompareCase(protocol, choice, value, held, path),
            (SwitchType choice, _) => Compare(protocol, choice.Cases[0].Type!, value, found, null, path),
            (BitsFieldType bits, StructValue parts) => CompareParts(protocol.Bits.First(known => known.Name == bits.Bits), value, parts, path),
            _ => ToFieldValue(value, meaning) is { } read && !read.Equals(found) ? [$"{path} is {read}, but the walk says {found}"] : [],
        };
    }

    private static IEnumerable<string> CompareItems(Protocol protocol, FieldType element, object value, ListValue items, string path)
    {
        if (value is WireList<byte> bytes && element is IntegerType) value = bytes.Span.ToArray();
        var list = ((IEnumerable)value).Cast<object>().ToArray();
        return list.Length != items.Items.Count
            ? [$"{path} has {list.Length} elements, but the walk says {items.Items.Count}"]
            : list.SelectMany((item, index) => Compare(protocol, element, item, items.Items[index], null, $"{path}[{index}]"));
    }

    private static IEnumerable<string> CompareCase(Protocol protocol, SwitchType choice, object value, CaseValue held, string path)
    {
        if (value.GetType().Name != held.Case) return [$"{path} is {value.GetType().Name}, but the walk says {held.Case}"];
        var type = choice.Cases.Append(choice.Else).First(known => known?.Name == held.Case)!.Type;
        return type is null ? [] : Compare(protocol, type, value.GetType().GetProperty("Value")!.GetValue(value), held.Value!, null, $"{path}.{held.Case}");
    }

    private static IEnumerable<string> CompareParts(BitsType bits, object value, StructValue parts, string path)
    {
        foreach (var part in bits.Parts.Where(part => part.Property is not null))
        {
            var read = ToFieldValue(value.GetType().GetProperty(part.Property!)!.GetValue(value)!, null);
            var found = parts.Fields.First(known => known.Field == part.Name).Value;
            if (!Number(read!).Equals(Number(found))) yield return $"{path}.{part.Property} is {read}, but the walk says {found}";
        }
    }

    private static WireInteger Number(FieldValue value) => value switch
    {
        IntegerValue number => number.Value,
        BoolValue truth => new(truth.Value ? 1L : 0L),
        _ => throw new NotSupportedException(value.ToString()),
    };

    /// <summary>The value as a walk says it; null for a type whose meaning the walk does not know.</summary>
    private static FieldValue? ToFieldValue(object value, Meaning? meaning) => value switch
    {
        string text => new TextValue(text),
        WireList<byte> bytes => new BytesValue(EquatableArray.Of(bytes.Span.ToArray())),
        char letter => new TextValue(letter.ToString()),
        bool flag => new BoolValue(flag),
        Half number => Widen((double)number, Half.IsNegative(number), BitConverter.HalfToUInt16Bits(number) & 0x3FFu, 10),
        float number => Widen(number, float.IsNegative(number), BitConverter.SingleToUInt32Bits(number) & 0x7F_FFFF, 23),
        double number => new FloatValue(BitConverter.DoubleToInt64Bits(number)),
        ulong number => new IntegerValue(new WireInteger(number)),
        Enum named => ToFieldValue(Convert.ChangeType(named, Enum.GetUnderlyingType(named.GetType()), CultureInfo.InvariantCulture), meaning),
        byte or sbyte or short or ushort or int or uint or long => new IntegerValue(new WireInteger(Convert.ToInt64(value, CultureInfo.InvariantCulture))),
        _ when meaning is { Kind: not MeaningKind.Plain } => null,
        _ => throw new NotSupportedException(value.GetType().ToString()),
    };

    // By its bits: a conversion by the processor would change some NaNs.
    private static FloatValue Widen(double value, bool isNegative, ulong fraction, int fractionBits) => new(double.IsNaN(value)
        ? (long)((isNegative ? 1UL << 63 : 0) | 0x7FF0_0000_0000_0000 | (fraction << (52 - fractionBits)))
        : BitConverter.DoubleToInt64Bits(value));
}
