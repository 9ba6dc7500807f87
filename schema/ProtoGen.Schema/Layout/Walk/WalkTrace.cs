using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk;

/// <summary>Where each value that was read stands, in the order of the bytes; a struct or a list before what is in it.</summary>
public sealed class WalkTrace
{
    private readonly List<TracedValue> _values = [];
    private readonly List<TracedJudgement> _judgements = [];
    private readonly Stack<int> _open = new();

    /// <summary>The values that were read whole.</summary>
    public IEnumerable<TracedValue> Values => _values.Where(value => value.IsWhole);

    /// <summary>The values that were read whole, and those in which reading ended.</summary>
    public IEnumerable<TracedValue> All => _values;

    /// <summary>What was said of values that follow from others or that only one value is legal for.</summary>
    public IEnumerable<TracedJudgement> Judgements => _judgements;

    internal int Begin(TracedValue value)
    {
        _values.Add(value);
        _open.Push(_values.Count - 1);
        return _values.Count - 1;
    }

    /// <summary>The type that a switch chose for the value being read.</summary>
    internal void Choose(FieldType? type)
    {
        if (_open.Count > 0) _values[_open.Peek()] = _values[_open.Peek()] with { Type = type };
    }

    internal void End(int index, int length, FieldValue value, FieldValue raw)
    {
        while (_open.Count > 0 && _open.Pop() != index)
        {
            // What is still open stands inside, and reading went on without it.
        }

        _values[index] = _values[index] with { Length = length, Value = value, Raw = raw, IsWhole = true };
    }

    internal void Clear()
    {
        _values.Clear();
        _judgements.Clear();
        _open.Clear();
    }

    internal void Judge(TracedJudgement judgement) => _judgements.Add(judgement);
}

/// <summary>A value and its bytes.</summary>
/// <param name="Path">The field with everything around it, in the schema's names: <c>Report.records[3].value</c>.</param>
/// <param name="Depth">How many structs and lists are around it.</param>
/// <param name="Offset">Bytes from the start of what was read; padding before the field left out.</param>
/// <param name="Length">Its bytes, its prefix and its terminator included.</param>
/// <param name="Value">The value.</param>
public sealed record TracedValue(string Path, int Depth, int Offset, int Length, FieldValue Value)
{
    /// <summary>The field; null for an element of a list.</summary>
    public Field? Field { get; init; }

    /// <summary>What it was read as: of a switch the case; null where that holds nothing.</summary>
    public FieldType? Type { get; init; }

    /// <summary>What stands on the wire: <see cref="Value"/>, unless that is absent because of what it means.</summary>
    public FieldValue Raw { get; init; } = Value;

    /// <summary>Whether it was read to its end.</summary>
    public bool IsWhole { get; init; } = true;
}

/// <summary>What a value must be, and whether it is.</summary>
/// <param name="Path">The field, or the part of one.</param>
/// <param name="Offset">The offset of the field.</param>
/// <param name="Found">What stands there.</param>
/// <param name="Expected">What has to stand there.</param>
/// <param name="Holds">Whether both are the same.</param>
/// <param name="IsBinding">Whether another value is an error.</param>
public sealed record TracedJudgement(string Path, int Offset, string Found, string Expected, bool Holds, bool IsBinding);
