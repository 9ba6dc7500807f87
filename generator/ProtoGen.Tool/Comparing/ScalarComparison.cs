using ProtoGen.Schema.Model;
using ProtoGen.Tool.Wording;

namespace ProtoGen.Tool.Comparing;

/// <summary>Types that hold one value: most changes are another reading of the same bytes, a few are the same under another name.</summary>
internal static class ScalarComparison
{
    private static readonly Structure Nothing = new() { Name = "", SchemaName = "", Layout = new() { Parts = default, MinSize = 0, MaxSize = 0 } };

    public static void Compare(string path, FieldType old, FieldType now, FieldPairs pairs, TypeWords before, TypeWords after, ChangeList changes)
    {
        if (IsSame(old, now, pairs)) return;
        var what = $"{Full(old, before)} became {Full(now, after)}";
        switch (old, now)
        {
            case (VarintType { Bits: 32 } narrow, VarintType { Bits: 64 } wide) when narrow.Coding == wide.Coding && narrow.Coding != VarintCoding.TwosComplement:
                changes.Reader(path, what, "An old peer refuses numbers beyond its own.");
                break;
            case (TextType text, TextType other) when IsSame(text with { Truncates = other.Truncates }, other, pairs):
                changes.Safe(path, other.Truncates ? "a text that is too long is cut now" : "a text that is too long is refused now", "What is sent is a text of the same size.");
                break;
            case (TextType { Encoding: TextEncoding.Ascii } text, TextType other) when HoldsAscii(other.Encoding) && IsSame(text with { Encoding = other.Encoding }, other, pairs):
                changes.Reader(path, $"ASCII became {other.Encoding}", "An old peer refuses characters beyond ASCII.");
                break;
            case (BcdType { IsFilled: false } digits, BcdType { IsFilled: true } filled) when SizeComparison.Same(digits.Size, filled.Size, pairs):
                changes.Reader(path, "there may be fewer digits", "An old peer refuses what fills them.");
                break;
            case (BoolType, IntegerType { Size: 1, Signed: false }):
                changes.Reader(path, what, "An old peer refuses numbers above 1.");
                break;
            case (TextType { Encoding: TextEncoding.Latin1, Size: not (FixedSize or TerminatedSize) } text, BytesType bytes) when SizeComparison.Same(text.Size, bytes.Size, pairs):
                changes.Source(path, what, "The same bytes have another C# type.");
                break;
            case (TextType { Size: not (FixedSize or TerminatedSize) } text, BytesType bytes) when SizeComparison.Same(text.Size, bytes.Size, pairs):
                changes.Reader(path, what, "An old peer refuses bytes that are no text.");
                break;
            case var _ when IsNumber(old) && IsNumber(now) && SameNumber(old).Equals(SameNumber(now)):
                CompareNumbers(path, old, now, what, changes);
                break;
            default:
                changes.Wire(path, what, "The same bytes are read as another value, or not at all.");
                break;
        }
    }

    private static void CompareNumbers(string path, FieldType old, FieldType now, string what, ChangeList changes)
    {
        if (now is EnumFieldType { IsClosed: true }) changes.Wire(path, what, "Values without a name are refused now.");
        else if (old is EnumFieldType { IsClosed: true }) changes.Reader(path, what, "An old peer refuses values without a name.");
        else changes.Source(path, what, "The same number has another C# type.");
    }

    private static bool IsSame(FieldType old, FieldType now, FieldPairs pairs) => (old, now) switch
    {
        (TextType before, TextType after) => SizeComparison.Same(before.Size, after.Size, pairs) && (before with { Size = after.Size, Pad = PadOf(before, after) }).Equals(after),
        (BytesType before, BytesType after) => SizeComparison.Same(before.Size, after.Size, pairs),
        (BcdType before, BcdType after) => SizeComparison.Same(before.Size, after.Size, pairs) && before.IsFilled == after.IsFilled,
        (BitListType before, BitListType after) => SizeComparison.Same(before.Size, after.Size, pairs),
        _ => SameOrder(old).Equals(SameOrder(now)),
    };

    /// <summary>Only a fixed size is padded.</summary>
    private static byte PadOf(TextType before, TextType after) => after.Size is FixedSize ? before.Pad : after.Pad;

    /// <summary>One byte has no order.</summary>
    private static FieldType SameOrder(FieldType type) => type is IntegerType { Size: 1 } single ? single with { Order = ByteOrder.Big } : type;

    private static bool IsNumber(FieldType type) => type is IntegerType or EnumFieldType or BitsFieldType or CharType;

    /// <summary>The integer on the wire.</summary>
    private static FieldType SameNumber(FieldType type) => SameOrder(type switch
    {
        EnumFieldType known => known.Underlying,
        BitsFieldType bits => bits.Underlying,
        CharType => new IntegerType(1, false, ByteOrder.Big),
        _ => type,
    });

    private static bool HoldsAscii(TextEncoding encoding) => encoding is not (TextEncoding.Utf16BigEndian or TextEncoding.Utf16LittleEndian or TextEncoding.ShiftJis);

    /// <summary>The type with the order of its bytes, whatever is usual in its schema.</summary>
    private static string Full(FieldType type, TypeWords words)
    {
        var text = words.Of(type, Nothing).ToString();
        var order = TypeWords.OrderOf(type) is { } known && !text.EndsWith("le", StringComparison.Ordinal) && !text.EndsWith("be", StringComparison.Ordinal) ? known == ByteOrder.Big ? " (big-endian)" : " (little-endian)" : "";
        return type is TextType { Encoding: not TextEncoding.Utf8 and var encoding } ? $"{text} in {encoding}" : text + order;
    }
}
