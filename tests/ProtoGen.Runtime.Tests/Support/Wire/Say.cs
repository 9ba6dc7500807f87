using System.Text;

namespace ProtoGen.Runtime.Tests.Wire;

internal interface IKey
{
    static abstract long Value { get; }
}

internal struct Ask : IKey
{
    public static long Value => 1;
}

internal struct Told : IKey
{
    public static long Value => 2;
}

internal struct Look : IKey
{
    public static long Value => 3;
}

internal struct Seen : IKey
{
    public static long Value => 4;
}

internal struct Nack : IKey
{
    public static long Value => 9;
}

internal struct Hello : IKey
{
    public static long Value => 20;
}

internal struct Welcome : IKey
{
    public static long Value => 21;
}

/// <summary>A message by hand: its body is text and nothing else.</summary>
internal readonly record struct Say<TKey>(string Text) : IMessage<Say<TKey>> where TKey : struct, IKey
{
    public static string Name => typeof(TKey).Name;

    public static long GetKey(in Say<TKey> message) => TKey.Value;

    public static int GetSize(in Say<TKey> message) => message.Text.Length;

    public static void Encode(in Say<TKey> message, Span<byte> body) => Encoding.Latin1.GetBytes(message.Text, body);

    public static bool TryDecode(ReadOnlySpan<byte> body, out Say<TKey> message, out DecodeError error)
    {
        message = new(Encoding.Latin1.GetString(body));
        error = default;
        return body.IndexOf((byte)'!') < 0 || DecodeError.Trailing(Name, 0, body.Length, out error);
    }
}
