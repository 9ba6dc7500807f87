using System.Collections;
using System.Globalization;
using ProtoGen.Schema.Model;

namespace ProtoGen.Conformance;

/// <summary>Compares a record of emitted code with the values that the walk read, field by field.</summary>
/// <param name="protocol">The types.</param>
internal sealed class ValueComparison(Protocol protocol)
{
    /// <summary>Compares the fields of a structure.</summary>
    public void AssertSame(Structure structure, object record, IEnumerable<VectorValue> values)
    {
        foreach (var value in values)
        {
            if (structure.Fields.FirstOrDefault(known => known.Name == value.Field) is not { Property: { } property } field) continue;
            var raw = record.GetType().GetProperty(property + "Raw") is { } beside && field.Meaning is not null ? beside : null;
            if ((raw ?? record.GetType().GetProperty(property)) is not { } member) continue;   // derived
            if (value.Value is AbsentValue && (raw is not null || field.Constant is not null)) continue;
            AssertSame(value.Value, member.GetValue(record), $"{structure.Name}.{property}");
        }
    }

    private void AssertSame(FieldValue walked, object? value, string path)
    {
        switch (walked)
        {
            case AbsentValue:
                Assert.True(value is null, $"{path} is {value}, and absent for the walk");
                break;
            case ListValue list:
                var items = ((IEnumerable)value!).Cast<object>().ToList();
                Assert.True(list.Items.Count == items.Count, $"{path} has {items.Count} elements, and {list.Items.Count} for the walk");
                for (var index = 0; index < items.Count; index++) AssertSame(list.Items[index], items[index], $"{path}[{index}]");
                break;
            case StructValue parts when protocol.Bits.FirstOrDefault(bits => bits.Name == value!.GetType().Name) is { } bits:
                foreach (var part in parts.Fields)
                    if (bits.Parts.FirstOrDefault(known => known.Name == part.Field)?.Property is { } property)
                        AssertSame(part.Value, value!.GetType().GetProperty(property)!.GetValue(value), $"{path}.{property}");
                break;
            case StructValue fields:
                AssertSame(protocol.Structures.Single(known => known.Name == value!.GetType().Name), value!, fields.Fields);
                break;
            case CaseValue held:
                Assert.Equal(held.Case, value!.GetType().Name);
                if (held.Value is not null) AssertSame(held.Value, (value.GetType().GetProperty("Value") ?? value.GetType().GetProperty("Content"))!.GetValue(value), $"{path}.{held.Case}");
                break;
            case TextValue digits when value is ulong number:
                Assert.Equal(digits.Value.Length == 0 ? "0" : digits.Value, number.ToString(CultureInfo.InvariantCulture));   // trimmed zeros
                break;
            default:
                Assert.True(walked.Equals(ToFieldValue(value!)), $"{path} is {ToFieldValue(value!)}, and {walked} for the walk");
                break;
        }
    }

    // By its bits: a conversion by the processor would change some NaNs.
    private static FloatValue Widen(double value, bool isNegative, ulong fraction, int fractionBits) => new(double.IsNaN(value)
        ? (long)((isNegative ? 1UL << 63 : 0) | 0x7FF0_0000_0000_0000 | (fraction << (52 - fractionBits)))
        : BitConverter.DoubleToInt64Bits(value));

    private static FieldValue ToFieldValue(object value) => value switch
    {
        string text => new TextValue(text),
        WireList<byte> bytes => new BytesValue(EquatableArray.Of(bytes.Span.ToArray())),
        char letter => new TextValue(letter.ToString()),
        Half number => Widen((double)number, Half.IsNegative(number), BitConverter.HalfToUInt16Bits(number) & 0x3FFu, 10),
        bool flag => new BoolValue(flag),
        float number => Widen(number, float.IsNegative(number), BitConverter.SingleToUInt32Bits(number) & 0x7F_FFFF, 23),
        double number => new FloatValue(BitConverter.DoubleToInt64Bits(number)),
        ulong number => new IntegerValue(new WireInteger(number)),
        Guid guid => new BytesValue(EquatableArray.Of(guid.ToByteArray(bigEndian: true))),
        System.Net.IPAddress address => new BytesValue(EquatableArray.Of(address.GetAddressBytes())),
        MacAddress address => ToFieldValue(Bytes(address)),
        Dns.DnsName name => new TextValue(name.Text),
        Enum named => ToFieldValue(Convert.ChangeType(named, Enum.GetUnderlyingType(named.GetType()), CultureInfo.InvariantCulture)),
        _ => new IntegerValue(new WireInteger(Convert.ToInt64(value, CultureInfo.InvariantCulture))),
    };

    private static WireList<byte> Bytes(MacAddress address)
    {
        var bytes = new byte[MacAddress.Size];
        address.WriteTo(bytes);
        return bytes;
    }
}
