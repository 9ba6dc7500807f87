using System.Runtime.CompilerServices;

namespace ProtoGen;

/// <summary>
/// What a structure takes from outside: at most eight values, always as 64-bit integers, how deep a structure that may stand inside
/// itself stands, and the key of a message that holds an unknown id. <c>default</c> is all zeros at the surface.
/// </summary>
public readonly struct WireOuter
{
    private readonly Slots _values;

    /// <summary>No values, at a depth.</summary>
    public WireOuter(int depth) => Depth = depth;

    /// <summary>Values at a depth.</summary>
    /// <param name="depth">How often the structure already stands inside itself.</param>
    /// <param name="values">At most eight.</param>
    public WireOuter(int depth, params ReadOnlySpan<long> values)
    {
        Depth = depth;
        values.CopyTo(_values);
    }

    /// <summary>How often the structure already stands inside itself.</summary>
    public int Depth { get; }

    /// <summary>The key of the message's frame, where the protocol has messages that stand for unknown ids and take them from it; else 0.</summary>
    public long Key { get; private init; }

    /// <summary>The same with the key of a frame.</summary>
    public WireOuter WithKey(long key) => this with { Key = key };

    /// <summary>The value at an index, 0 to 7; 0 where none was given.</summary>
    public long this[int index] => _values[index];

    /// <summary>The same with another value at an index, 0 to 7.</summary>
    public WireOuter With(int index, long value)
    {
        var changed = this;
        Unsafe.AsRef(in changed._values)[index] = value;
        return changed;
    }

    [InlineArray(8)]
    private struct Slots
    {
        private long _first;
    }
}
