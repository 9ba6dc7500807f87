using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk.Constructs;

/// <summary>Decimal digits, two a byte.</summary>
internal static class BcdWalk
{
    public static FieldValue? Read(BcdType type, ReadPlace at)
    {
        if (SizeWalk.Find(type.Size, at) is not { } region) return null;

        var digits = new char[2 * (region.End - region.Start)];
        for (var index = 0; index < digits.Length; index++)
        {
            var both = at.Input.Bytes[region.Start + (index / 2)];
            var digit = index % 2 == 0 ? both >> 4 : both & 0xF;
            if (digit > 9) return at.Fail($"has {digit:X} among its decimal digits");
            digits[index] = (char)('0' + digit);
        }

        at.Input.Position = region.Next;
        return new TextValue(new(digits));
    }

    public static void Write(BcdType type, TextValue value, WritePlace at)
    {
        var digits = value.Value;
        if (digits.Any(digit => digit is < '0' or > '9')) at.Fail($"is '{digits}', but holds decimal digits only");
        else if (digits.Length % 2 != 0) at.Fail("has an odd number of digits, but two share a byte");
        else SizeWalk.Write(type.Size, [.. Enumerable.Range(0, digits.Length / 2).Select(index => (byte)(((digits[2 * index] - '0') << 4) | (digits[(2 * index) + 1] - '0')))], at);
    }
}
