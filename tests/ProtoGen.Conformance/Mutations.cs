using System.Reflection;

namespace ProtoGen.Conformance;

/// <summary>Bodies a few bytes away from a good one: where decoders that disagree are found.</summary>
internal static class Mutations
{
    /// <summary>Judges a good body of a message, every body that it begins with, and many beside it.</summary>
    /// <param name="agreement">Who judges.</param>
    /// <param name="message">The emitted type.</param>
    /// <param name="good">The good body.</param>
    public static void Judge(WalkAgreement agreement, Type message, byte[] good)
    {
        var judge = typeof(WalkAgreement).GetMethod(nameof(WalkAgreement.AssertSameJudgement))!.MakeGenericMethod(message).CreateDelegate<Action<byte[]>>(agreement);
        var accepts = typeof(Mutations).GetMethod(nameof(Accepts), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(message);
        Assert.Equal("", accepts.Invoke(null, [good]));

        judge(good);
        for (var length = 0; length < good.Length; length++) judge(good[..length]);
        var random = new Random(good.Length);
        for (var round = 0; round < 1_500; round++) judge(Mutate(good, random));
    }

    /// <summary>Judges the body of a record, and those beside it.</summary>
    public static void Judge<T>(WalkAgreement agreement, T message) where T : struct, IMessage<T>
    {
        agreement.AssertRoundTrip(message);
        var body = new byte[T.GetSize(in message)];
        T.Encode(in message, body);
        Judge(agreement, typeof(T), body);
    }

    private static string Accepts<T>(byte[] body) where T : struct, IMessage<T> => T.TryDecode(body, out _, out var error) ? "" : error.ToString();

    private static byte[] Mutate(byte[] good, Random random)
    {
        var bytes = good.ToList();
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            var place = random.Next(bytes.Count + 1);
            switch (random.Next(5))
            {
                case 0 when place < bytes.Count: bytes[place] = (byte)random.Next(256); break;
                case 1 when place < bytes.Count: bytes[place] ^= (byte)(1 << random.Next(8)); break;
                case 2 when place < bytes.Count: bytes.RemoveAt(place); break;
                case 3 when place < bytes.Count: bytes[place] = (byte)(bytes[place] + random.Next(-2, 3)); break;
                default: bytes.Insert(place, (byte)random.Next(random.Next(2) == 0 ? 4 : 256)); break;
            }
        }

        return [.. bytes];
    }
}
