using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk;

/// <summary>Where each value that was read stands, in the order of the bytes; a struct or a list before what is in it.</summary>
public sealed class WalkTrace
{
    private readonly List<TracedValue?> _values = [];

    /// <summary>The values that were read whole.</summary>
    public IEnumerable<TracedValue> Values => _values.OfType<TracedValue>();

    internal int Begin()
    {
        _values.Add(null);
        return _values.Count - 1;
    }

    internal void End(int index, TracedValue value) => _values[index] = value;
}

/// <summary>A value and its bytes.</summary>
/// <param name="Path">The field with everything around it, in the schema's names: <c>Report.records[3].value</c>.</param>
/// <param name="Depth">How many structs and lists are around it.</param>
/// <param name="Offset">Bytes from the start of what was read; padding before the field left out.</param>
/// <param name="Length">Its bytes, its prefix and its terminator included.</param>
/// <param name="Value">The value.</param>
public sealed record TracedValue(string Path, int Depth, int Offset, int Length, FieldValue Value);
