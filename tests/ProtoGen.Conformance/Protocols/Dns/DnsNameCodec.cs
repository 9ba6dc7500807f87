using System.Text;
using ProtoGen.Codec;

namespace ProtoGen.Conformance.Dns;

/// <summary>Names as labels with their lengths, the end of which may be a pointer to an earlier place (RFC 1035, 4.1.4).</summary>
internal sealed class DnsNameCodec : IFieldCodec<DnsName>
{
    private const int HeaderBytes = 12;
    private const int LongestName = 255;

    /// <inheritdoc/>
    public static bool TryDecode(ReadOnlySpan<byte> body, ref int position, out DnsName value)
    {
        value = default;
        var text = new StringBuilder();
        var end = -1;
        for (var (at, limit) = (position, position); ;)
        {
            if (at >= body.Length) return false;
            int length = body[at];
            if (length >= 0xC0)
            {
                // A pointer leads to before where the last one led: so there is no circle.
                if (at + 1 >= body.Length) return false;
                var target = ((length & 0x3F) << 8) | body[at + 1];
                if (target < HeaderBytes || target >= limit) return false;
                if (end < 0) end = at + 2;
                at = limit = target;
                continue;
            }

            if (length > 63 || at + 1 + length > body.Length || text.Length + length > LongestName) return false;
            if (length == 0)
            {
                if (end < 0) end = at + 1;
                break;
            }

            if (text.Length > 0) text.Append('.');
            text.Append(Encoding.ASCII.GetString(body.Slice(at + 1, length)));
            at += 1 + length;
        }

        value = new(text.ToString(), body[position..end].ToArray());
        position = end;
        return true;
    }

    /// <inheritdoc/>
    public static int GetSize(DnsName value) => value.Spelling.Count > 0 ? value.Spelling.Count : value.ToString().Length == 0 ? 1 : value.Text.Length + 2;

    /// <inheritdoc/>
    public static void Encode(DnsName value, Span<byte> body, int position)
    {
        if (value.Spelling.Count > 0)
        {
            value.Spelling.Span.CopyTo(body[position..]);
            return;
        }

        foreach (var label in value.ToString().Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            body[position] = (byte)label.Length;
            position += 1 + Encoding.ASCII.GetBytes(label, body[(position + 1)..]);
        }

        body[position] = 0;
    }
}
