namespace ProtoGen.Benchmarks.Codec;

/// <summary>One way to write and read one message. Static members of a struct, so that calls are those a user would write.</summary>
/// <typeparam name="T">The message in memory.</typeparam>
internal interface ICodec<T>
{
    /// <summary>The value that is written.</summary>
    static abstract T Value { get; }

    /// <summary>Writes a value; returns how many bytes.</summary>
    static abstract int Encode(in T value, byte[] destination);

    /// <summary>Reads a value; into its place, so that nobody is measured by a copy.</summary>
    static abstract void Decode(ReadOnlySpan<byte> source, out T value);

    /// <summary>Everything that was read, as text: that nobody left anything out.</summary>
    static abstract string Describe(in T value);
}

/// <summary>A way to read every field without making the message.</summary>
internal interface IView
{
    /// <summary>The sum of all fields, lengths for texts and bytes.</summary>
    static abstract long Sum(ReadOnlySpan<byte> source);
}
