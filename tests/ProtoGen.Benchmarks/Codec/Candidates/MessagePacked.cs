using MessagePack;

namespace ProtoGen.Benchmarks.Codec.Candidates;

/// <summary>MessagePack with integer keys: its own, self-describing format.</summary>
internal readonly struct MessagePackedOf<T> : ICodec<T> where T : IDescribed
{
    [ThreadStatic]
    private static FixedWriter? s_writer;

    // Spans cannot be read by it.
    [ThreadStatic]
    private static byte[]? s_copy;

    public static T Value => (T)Attributed.Of(typeof(T));

    public static int Encode(in T value, byte[] destination)
    {
        var writer = s_writer ??= new();
        writer.Reset(destination);
        MessagePackSerializer.Serialize(writer, value);
        return writer.Written;
    }

    public static void Decode(ReadOnlySpan<byte> source, out T value)
    {
        var copy = s_copy ??= new byte[8192];
        source.CopyTo(copy);
        value = MessagePackSerializer.Deserialize<T>(copy.AsMemory(0, source.Length));
    }

    public static string Describe(in T value) => value.Describe();
}

/// <summary>The values as those libraries want them.</summary>
internal static class Attributed
{
    public static object Of(Type type) =>
        type == typeof(PackRegister) ? new PackRegister { AppId = Values.Register.AppId, Imei = Values.Register.Imei }
        : type == typeof(PackPosition) ? PackPosition.Of(Values.Position)
        : PackBatch.Of(Values.Batch);
}
