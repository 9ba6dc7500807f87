namespace ProtoGen.Fuzz.Generated;

/// <summary>Bytes that were right once.</summary>
internal static class Garbage
{
    /// <summary>One to three bytes more, less or other, or the end cut off.</summary>
    public static byte[] Of(byte[] body, Random random)
    {
        var bytes = body.ToList();
        for (var change = 1 + random.Next(3); change > 0; change--)
        {
            var at = random.Next(bytes.Count + 1);
            switch (random.Next(4))
            {
                case 0: bytes.Insert(at, (byte)random.Next(256)); break;
                case 1 when at < bytes.Count: bytes.RemoveAt(at); break;
                case 2 when at < bytes.Count: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 3: bytes.RemoveRange(at, bytes.Count - at); break;
            }
        }

        return [.. bytes];
    }
}
