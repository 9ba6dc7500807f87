using System.Buffers;
using MemoryPack;

namespace ProtoGen.Benchmarks.Codec.Candidates;

/// <summary>MemoryPack: its own format, the machine's byte order.</summary>
internal readonly struct MemoryPackedOf<T> : ICodec<T> where T : IDescribed
{
    [ThreadStatic]
    private static FixedWriter? s_writer;

    public static T Value => (T)Attributed.Of(typeof(T));

    public static int Encode(in T value, byte[] destination)
    {
        var writer = s_writer ??= new();
        writer.Reset(destination);
        MemoryPackSerializer.Serialize(writer, value);
        return writer.Written;
    }

    public static void Decode(ReadOnlySpan<byte> source, out T value) => value = MemoryPackSerializer.Deserialize<T>(source)!;

    public static string Describe(in T value) => value.Describe();
}

/// <summary>A message that can say what it holds.</summary>
public interface IDescribed
{
    string Describe();
}

/// <summary>Writes into an array that is there already.</summary>
internal sealed class FixedWriter : IBufferWriter<byte>
{
    private byte[] _buffer = [];

    public int Written { get; private set; }

    public void Reset(byte[] buffer) => (_buffer, Written) = (buffer, 0);

    public void Advance(int count) => Written += count;

    public Memory<byte> GetMemory(int sizeHint = 0) => _buffer.AsMemory(Written);

    public Span<byte> GetSpan(int sizeHint = 0) => _buffer.AsSpan(Written);
}
