namespace ProtoGen.Connections;

/// <summary>What is known about a connection that decides how its messages look: a protocol level, a negotiated width. Emitted code gives
/// each its name and type. A client keeps them from one connection to the next; on a server each connection has its own.</summary>
public sealed class ConnectionFacts
{
    /// <summary>Where nothing can be known one object will do for all.</summary>
    internal static readonly ConnectionFacts None = new(default);

    private readonly long[] _values;

    internal ConnectionFacts(ReadOnlySpan<long> values) => _values = values.ToArray();

    /// <summary>A fact. Once set, it holds for messages decoded and encoded from then on.</summary>
    public long this[int index]
    {
        get => Volatile.Read(ref _values[index]);
        set => Volatile.Write(ref _values[index], value);
    }

    internal ReadOnlySpan<long> Values => _values;
}
