using System.Text;
using ProtoGen.Codec;

namespace ProtoGen.Runtime.Tests.Station;

/// <summary>Text to the end of the body, by a codec that throws half-way where the text says so.</summary>
public sealed class FailingText : IFieldCodec<string>
{
    /// <summary>What makes it throw.</summary>
    public const string Poison = "!";

    public static bool TryDecode(ReadOnlySpan<byte> body, ref int position, out string value)
    {
        value = Encoding.ASCII.GetString(body[position..]);
        position = body.Length;
        return true;
    }

    public static int GetSize(string value) => value.Length;

    public static void Encode(string value, Span<byte> body, int position)
    {
        var half = value.Length / 2;
        body.Slice(position, half).Fill((byte)'?');
        if (value.EndsWith(Poison, StringComparison.Ordinal)) throw new InvalidOperationException("half-way");
        Encoding.ASCII.GetBytes(value, body[position..]);
    }
}
