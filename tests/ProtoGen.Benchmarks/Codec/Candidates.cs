namespace ProtoGen.Benchmarks.Codec;

/// <summary>Everybody who writes and reads one message. Before anything is timed each is checked: the same bytes where the format is ours, the same values everywhere.</summary>
/// <typeparam name="T">The message of our format.</typeparam>
internal sealed class Candidates<T>(string message)
{
    private byte[]? _bytes;
    private string? _described;
    private long? _sum;

    public string Message => message;

    public List<Loop> Loops { get; } = [];

    /// <summary>One that writes our format.</summary>
    public Candidates<T> Same<TCodec>(string name) where TCodec : struct, ICodec<T>
    {
        var bytes = Written<TCodec, T>();
        _bytes ??= bytes;
        if (!bytes.AsSpan().SequenceEqual(_bytes)) throw Differs(name, Convert.ToHexString(bytes), Convert.ToHexString(_bytes));
        return Other<TCodec, T>(name);
    }

    /// <summary>One that has a format of its own.</summary>
    public Candidates<T> Other<TCodec, TOther>(string name) where TCodec : struct, ICodec<TOther>
    {
        TCodec.Decode(Written<TCodec, TOther>(), out var value);
        var described = TCodec.Describe(in value);
        _described ??= described;
        if (described != _described) throw Differs(name, described, _described);
        Loops.AddRange(Loop.Of<TCodec, TOther>(name));
        return this;
    }

    /// <summary>One that reads without making the message.</summary>
    public Candidates<T> View<TView>(string name) where TView : struct, IView
    {
        var sum = TView.Sum(_bytes);
        _sum ??= sum;
        if (sum != _sum) throw Differs(name, $"{sum}", $"{_sum}");
        Loops.Add(Loop.View<TView>(name, _bytes!));
        return this;
    }

    private static byte[] Written<TCodec, TOther>() where TCodec : struct, ICodec<TOther>
    {
        var buffer = new byte[8192];
        return buffer[..TCodec.Encode(TCodec.Value, buffer)];
    }

    private InvalidOperationException Differs(string name, string found, string expected) => new($"{name} does other work on {message}:\n{found}\n{expected}");
}
