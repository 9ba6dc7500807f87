using System.Text;
using ProtoGen.Codec;

namespace ProtoGen.Conformance;

/// <summary>A length and ASCII, or 0xC0 and the offset in the body of a name before: what DNS does to names.</summary>
public sealed class PointingName : IFieldCodec<string>
{
    private const byte Pointer = 0xC0;

    public static bool TryDecode(ReadOnlySpan<byte> body, ref int position, out string value)
    {
        value = "";
        if (position >= body.Length) return false;
        if (body[position] != Pointer) return TryReadPlain(body, ref position, out value);
        if (position + 1 >= body.Length || body[position + 1] >= position) return false;
        int target = body[position + 1];
        position += 2;
        return body[target] != Pointer && TryReadPlain(body, ref target, out value);
    }

    public static int GetSize(string value) => value.StartsWith('^') ? 2 : 1 + value.Length;

    public static void Encode(string value, Span<byte> body, int position)
    {
        if (value.StartsWith('^'))
        {
            (body[position], body[position + 1]) = (Pointer, (byte)(value[1] - '0'));
            return;
        }

        body[position] = (byte)value.Length;
        Encoding.ASCII.GetBytes(value, body[(position + 1)..]);
    }

    private static bool TryReadPlain(ReadOnlySpan<byte> body, ref int position, out string value)
    {
        var (length, start) = (body[position], position + 1);
        var fits = start + length <= body.Length;
        value = fits ? Encoding.ASCII.GetString(body.Slice(start, length)) : "";
        position = fits ? start + length : position;
        return fits;
    }
}
