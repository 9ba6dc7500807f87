using System.Globalization;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk.Constructs;

/// <summary>What a value means beyond its type: null, out of range, no number. Scaled values and dates stay as they are on the wire.</summary>
internal static class MeaningWalk
{
    /// <summary>The value; absent where it means null; null, and a failure, where it is not legal.</summary>
    public static FieldValue? Read(Field field, FieldValue raw, ReadPlace at)
    {
        if (field.Meaning is not { } meaning || raw is AbsentValue) return raw;
        if (IsNone(meaning, raw)) return new AbsentValue();
        if (!at.Input.Context.Judges || Judge(field, meaning, raw) is not { } problem) return raw;
        at.Input.Fail(at.Entry.Start, problem);
        return null;
    }

    /// <summary>Whether "absent" alone would not say which bytes a value had that means null: it may have had none at all.</summary>
    public static bool KeepsRaw(Field field) => field.Presence is not null && HasNone(field);

    /// <summary>Whether a field that is there may mean null.</summary>
    public static bool HasNone(Field field) => field.Meaning?.None is not null || NullWalk.Has(field.Type);

    /// <summary>The value on the wire; null, and a problem, where there is none.</summary>
    public static FieldValue? ToWire(Field field, FieldValue? value, WritePlace at)
    {
        if (value is null or AbsentValue)
        {
            if (NullWalk.Has(field.Type)) return new AbsentValue();
            var raw = at.Scope.Given(HiddenNames.RawOf(field.Name)) ?? field.Meaning?.None;
            if (raw is null || field.Meaning is not { None: not null } known || !IsNone(known, raw)) at.Fail("has no value");
            else return raw;
            return null;
        }

        if (field.Meaning is not { } meaning) return value;
        if (IsNone(meaning, value)) at.Fail($"is {value}, which means that it has no value");
        else if (Judge(field, meaning, value) is { } problem) at.Fail(problem);
        return value;
    }

    private static bool IsNone(Meaning meaning, FieldValue value) => value.Equals(meaning.None);

    /// <summary>What is wrong with a value; null for nothing.</summary>
    private static string? Judge(Field field, Meaning meaning, FieldValue value)
    {
        if (meaning.Min is { } min && Compare(value, min) < 0) return $"is {value}, less than {min}";
        if (meaning.Max is { } max && Compare(value, max) > 0) return $"is {value}, more than {max}";
        return meaning.Kind == MeaningKind.Decimal && !IsNumber(field.Type, value) ? $"is '{value}', not a number in digits" : null;
    }

    private static int Compare(FieldValue left, FieldValue right) => (left, right) switch
    {
        (FloatValue number, FloatValue limit) => double.IsNaN(number.Value) ? 0 : number.Value.CompareTo(limit.Value),
        (FloatValue number, IntegerValue limit) => double.IsNaN(number.Value) ? 0 : number.Value.CompareTo(ToDouble(limit.Value)),
        (TextValue digits, IntegerValue limit) when TryNumber(digits.Value) is { } number => new WireInteger(number).CompareTo(limit.Value),
        _ => Numbers.Of(left) is { } number && Numbers.Of(right) is { } limit ? number.CompareTo(limit) : 0,
    };

    private static double ToDouble(WireInteger value) => value.IsNegative ? (long)value.Bits : value.Bits;

    /// <summary>Digits without needless zeros, which would come back without them; a field padded with zeros is 0 where it holds nothing else.</summary>
    private static bool IsNumber(FieldType type, FieldValue value)
    {
        if (value is not TextValue { Value: var text }) return true;
        if (text.Length == 0) return type is TextType { Pad: (byte)'0', Size: FixedSize { Count: > 0 } };
        return (text[0] != '0' || text.Length == 1) && TryNumber(text) is not null;
    }

    // The platform's parser lets zero characters stand behind the digits.
    private static ulong? TryNumber(string digits) =>
        digits.All(character => character is >= '0' and <= '9') && ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
