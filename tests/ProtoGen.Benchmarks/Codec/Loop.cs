using System.Runtime.CompilerServices;

namespace ProtoGen.Benchmarks.Codec;

/// <summary>One operation of one candidate, many times.</summary>
/// <param name="Candidate">Who does it.</param>
/// <param name="Operation">What it does: encode, decode, view.</param>
/// <param name="Run">Does it so many times.</param>
internal sealed record Loop(string Candidate, string Operation, Action<int> Run)
{
    private static long s_kept;

    public static IEnumerable<Loop> Of<TCodec, T>(string candidate) where TCodec : struct, ICodec<T>
    {
        var value = TCodec.Value;
        var buffer = new byte[8192];
        var bytes = buffer.AsSpan(0, TCodec.Encode(in value, buffer)).ToArray();
        yield return new(candidate, "encode", times => Encode<TCodec, T>(value, buffer, times));
        yield return new(candidate, "decode", times => Decode<TCodec, T>(bytes, times));
    }

    public static Loop View<TView>(string candidate, byte[] bytes) where TView : struct, IView =>
        new(candidate, "view", times => View<TView>(bytes, times));

    private static void Encode<TCodec, T>(T value, byte[] buffer, int times) where TCodec : struct, ICodec<T>
    {
        var sum = 0L;
        for (var index = 0; index < times; index++) sum += TCodec.Encode(in value, buffer);
        s_kept += sum;
    }

    private static void Decode<TCodec, T>(byte[] bytes, int times) where TCodec : struct, ICodec<T>
    {
        for (var index = 0; index < times; index++)
        {
            TCodec.Decode(bytes, out var value);
            Keep(in value);
        }
    }

    // A value of which nothing is used need not be made.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Keep<T>(in T value)
    {
    }

    private static void View<TView>(byte[] bytes, int times) where TView : struct, IView
    {
        var sum = 0L;
        for (var index = 0; index < times; index++) sum += TView.Sum(bytes);
        s_kept += sum;
    }
}
