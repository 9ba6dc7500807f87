using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk.Constructs;

/// <summary>Decimal digits, two a byte.</summary>
internal static class BcdWalk
{
    private const int Filling = 0xF;

    public static FieldValue? Read(BcdType type, ReadPlace at)
    {
        if (SizeWalk.Find(type.Size, at) is not { } region) return null;

        var halves = at.Input.Bytes.Skip(region.Start).Take(region.End - region.Start).SelectMany(both => new[] { both >> 4, both & 0xF }).ToArray();
        var count = type.IsFilled ? Filled(halves) : halves.Length;
        foreach (var digit in halves.Take(count))
            if (digit > 9) return at.Fail($"has {digit:X} among its decimal digits");

        // A byte of nothing but filling would be left out when written again.
        if (type.Size is not FixedSize && halves.Length - count > 1) return at.Fail("has more filling than its digits need");
        at.Input.Position = region.Next;
        return new TextValue(string.Concat(halves.Take(count)));
    }

    public static void Write(BcdType type, TextValue value, WritePlace at)
    {
        var digits = value.Value;
        if (digits.Any(digit => digit is < '0' or > '9')) at.Fail($"is '{digits}', but holds decimal digits only");
        else if (!type.IsFilled && digits.Length % 2 != 0) at.Fail("has an odd number of digits, but two share a byte");
        else SizeWalk.Write(type.Size, Pack(digits, type.IsFilled && type.Size is FixedSize known ? Math.Max(known.Count, (digits.Length + 1) / 2) : (digits.Length + 1) / 2), at);
    }

    /// <summary>The number of halves before the filling.</summary>
    private static int Filled(int[] halves)
    {
        var count = halves.Length;
        while (count > 0 && halves[count - 1] == Filling) count--;
        return count;
    }

    /// <summary>Two digits a byte, and filling behind the last one.</summary>
    public static byte[] Pack(string digits, int size)
    {
        return [.. Enumerable.Range(0, size).Select(index => (byte)((Half(2 * index) << 4) | Half((2 * index) + 1)))];

        int Half(int index) => index < digits.Length ? digits[index] - '0' : Filling;
    }
}
