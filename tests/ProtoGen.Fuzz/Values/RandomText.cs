using System.Text;
using ProtoGen.Schema.Model;

namespace ProtoGen.Fuzz.Values;

/// <summary>Text that its field can hold and give back: no pad at its ends, no terminator, only characters of its encoding.</summary>
internal static class RandomText
{
    static RandomText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static string Of(TextType type, int size, Random random)
    {
        var isExact = type.Size is ReferencedSize;
        var alphabet = isExact ? "abcxyz" : Alphabet(type.Encoding);
        var encoding = EncodingOf(type.Encoding);
        var text = new StringBuilder();
        var length = isExact ? size : random.Next(size + 1);
        while (text.Length < length)
        {
            var next = alphabet[random.Next(alphabet.Length)];
            if (encoding.GetByteCount(text.ToString() + next) > size) break;
            text.Append(next);
        }

        return text.ToString();
    }

    public static string Digits(int count, Random random) => string.Concat(Enumerable.Range(0, count).Select(_ => (char)('0' + random.Next(10))));

    private static string Alphabet(TextEncoding encoding) => encoding switch
    {
        TextEncoding.Ascii => "abcXYZ09-",
        TextEncoding.Latin1 => "abcé÷ÿ",
        TextEncoding.Gbk => "ab京测试",
        TextEncoding.ShiftJis => "abカタ漢",
        TextEncoding.Windows1251 => "abЖя",
        _ => "abé漢Ж",
    };

    private static Encoding EncodingOf(TextEncoding encoding) => encoding switch
    {
        TextEncoding.Ascii => Encoding.ASCII,
        TextEncoding.Latin1 => Encoding.Latin1,
        TextEncoding.Gbk => Encoding.GetEncoding(936),
        TextEncoding.ShiftJis => Encoding.GetEncoding(932),
        TextEncoding.Windows1251 => Encoding.GetEncoding(1251),
        TextEncoding.Utf16BigEndian or TextEncoding.Utf16LittleEndian => Encoding.Unicode,
        _ => Encoding.UTF8,
    };
}
