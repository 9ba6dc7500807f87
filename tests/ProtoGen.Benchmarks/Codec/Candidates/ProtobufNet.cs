using ProtoBuf;

namespace ProtoGen.Benchmarks.Codec.Candidates;

/// <summary>protobuf-net: the protobuf format from attributes.</summary>
internal readonly struct ProtobufNetOf<T> : ICodec<T> where T : IDescribed
{
    [ThreadStatic]
    private static FixedWriter? s_writer;

    public static T Value => (T)Attributed.Of(typeof(T));

    public static int Encode(in T value, byte[] destination)
    {
        var writer = s_writer ??= new();
        writer.Reset(destination);
        Serializer.Serialize(writer, value);
        return writer.Written;
    }

    public static void Decode(ReadOnlySpan<byte> source, out T value) => value = Serializer.Deserialize<T>(source);

    public static string Describe(in T value) => value.Describe();
}
