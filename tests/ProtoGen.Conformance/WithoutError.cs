using System.Reflection;

namespace ProtoGen.Conformance;

/// <summary>What a message's emitted methods say that give no error; only the emitted types have them, so they are looked for by name.</summary>
/// <typeparam name="T">The message.</typeparam>
internal static class WithoutError<T> where T : struct, IMessage<T>
{
    private static readonly Trying<T> Decode = Find(typeof(T), nameof(IMessage<>.TryDecode), typeof(T)).CreateDelegate<Trying<T>>();

    private static readonly Func<byte[], (bool, bool)> Parse = typeof(WithoutError<T>).GetMethod(nameof(ParseOf), BindingFlags.NonPublic | BindingFlags.Static)!
        .MakeGenericMethod(typeof(T).GetNestedType("View")!).CreateDelegate<Func<Func<byte[], (bool, bool)>>>()();

    private delegate bool Trying<TResult>(ReadOnlySpan<byte> body, out TResult result) where TResult : allows ref struct;

    private delegate bool Explaining<TResult>(ReadOnlySpan<byte> body, out TResult result, out DecodeError error) where TResult : allows ref struct;

    public static bool TryDecode(byte[] body, out T message) => Decode(body, out message);

    /// <summary>What both ways to parse say.</summary>
    public static (bool Without, bool With) TryParse(byte[] body) => Parse(body);

    private static Func<byte[], (bool Without, bool With)> ParseOf<TView>() where TView : allows ref struct
    {
        var without = Find(typeof(TView), "TryParse", typeof(TView)).CreateDelegate<Trying<TView>>();
        var with = Find(typeof(TView), "TryParse", typeof(TView), typeof(DecodeError)).CreateDelegate<Explaining<TView>>();
        return body => (without(body, out _), with(body, out _, out _));
    }

    private static MethodInfo Find(Type type, string name, params Type[] results) =>
        type.GetMethod(name, [typeof(ReadOnlySpan<byte>), .. results.Select(result => result.MakeByRefType())])!;
}
