using System.Runtime.CompilerServices;

namespace ProtoGen.Codec;

/// <summary>
/// Values from outside that a structure depends on: its parameters in order, always as 64-bit integers, and how often the structure
/// already stands inside itself. <c>default</c> is all zeros at the surface.
/// </summary>
public struct WireOuter
{
    private Values _values;

    /// <summary>Values at a depth.</summary>
    /// <param name="depth">How often the structure already stands inside itself.</param>
    /// <param name="values">At most eight; 0 for those left out.</param>
    public WireOuter(int depth, params ReadOnlySpan<long> values)
    {
        Depth = depth;
        values.CopyTo(_values);
    }

    /// <summary>The value of a parameter.</summary>
    /// <param name="index">From 0 to 7.</param>
    public long this[int index]
    {
        readonly get => _values[index];
        set => _values[index] = value;
    }

    /// <summary>How many structures of the same kind are around this one.</summary>
    public int Depth { get; set; }

    [InlineArray(8)]
    private struct Values
    {
        private long _first;
    }
}
