namespace ProtoGen.Runtime.Tests.Wire;

/// <summary>A message with parameters: as many zeros as the unit in its header says, then as many ones as the connection says.</summary>
internal readonly record struct Padded : IMessage<Padded>
{
    public const long Key = 30;

    public static string Name => "Padded";

    public static long GetKey(in Padded message) => Key;

    public static int GetSize(in Padded message) => throw new InvalidOperationException("without parameters");

    public static void Encode(in Padded message, Span<byte> body) => throw new InvalidOperationException("without parameters");

    public static bool TryDecode(ReadOnlySpan<byte> body, out Padded message, out DecodeError error) => throw new InvalidOperationException("without parameters");

    public static int GetSize(in Padded message, in WireOuter outer) => (int)(outer[0] + outer[1]);

    public static void Encode(in Padded message, in WireOuter outer, Span<byte> body)
    {
        body[..(int)outer[0]].Clear();
        body[(int)outer[0]..].Fill(1);
    }

    public static bool TryDecode(ReadOnlySpan<byte> body, in WireOuter outer, out Padded message, out DecodeError error)
    {
        message = default;
        error = default;
        return body.Length == outer[0] + outer[1] || DecodeError.TooShort(Name, 0, outer[0] + outer[1], body.Length, out error);
    }
}
