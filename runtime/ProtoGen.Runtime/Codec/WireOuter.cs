using System.Runtime.CompilerServices;

namespace ProtoGen.Codec;

/// <summary>Values from outside that a structure depends on: its parameters in order, and how often the structure stands inside itself.</summary>
public struct WireOuter
{
    private Values _values;

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
