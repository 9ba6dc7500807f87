using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk;

/// <summary>One structure being read or written: what is known of its fields, and what it was given from outside.</summary>
internal sealed class WalkScope
{
    /// <summary>More than any real structure needs, and few enough for every stack.</summary>
    private const int MostLevels = 128;

    private readonly Dictionary<string, Walked> _fields = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly EquatableArray<long> _outer;
    private readonly WalkScope? _around;
    private readonly int _level;

    /// <param name="structure">The structure.</param>
    /// <param name="outer">What it was given.</param>
    /// <param name="around">The structure that holds it.</param>
    /// <param name="level">How deep it stands, as seen from that.</param>
    public WalkScope(Structure structure, EquatableArray<long> outer, WalkScope? around, StructLevel level)
    {
        Depth = level == StructLevel.First ? 0 : (around?.Depth ?? 0) + (level == StructLevel.Deeper ? 1 : 0);
        (Structure, _outer, _around, _level) = (structure, outer, around, (around?._level ?? 0) + 1);
        Fields = [.. structure.Fields];
        foreach (var field in Fields) _fields[field.Name] = new(field);
    }

    public Structure Structure { get; }

    /// <summary>The fields in wire order.</summary>
    public Field[] Fields { get; }

    /// <summary>What is known of a field; one not reached yet is absent.</summary>
    public Walked this[string field] => _fields[field];

    public bool Has(string field) => _fields.ContainsKey(field);

    /// <summary>How many structs that lead back to each other are around it.</summary>
    public int Depth { get; }

    /// <summary>Whether the structure may stand here as far as depth is concerned.</summary>
    public bool IsTooDeep => _level > MostLevels || (Structure.MaxDepth is { } most && Depth > most);

    /// <summary>The value that a reference names; 0 where the field is absent.</summary>
    public WireInteger Find(ValueReference reference) => reference switch
    {
        OwnValue own => this[own.Field].Find(own.Path.Skip(1)),
        OuterValue outer => new(outer.Index < _outer.Count ? _outer[outer.Index] : 0),
        _ => throw new NotSupportedException(reference.GetType().Name),
    };

    /// <summary>The same as a signed 64-bit integer, on which all arithmetic is.</summary>
    public long Resolve(ValueReference reference) => (long)Find(reference).Bits;

    /// <summary>Resolves what says a size or chooses a case, and remembers that something depends on it.</summary>
    public WireInteger Use(ValueReference reference)
    {
        _used.Add(Name(reference));
        return Find(reference);
    }

    /// <summary>Whether a size or a case depended on a value.</summary>
    public bool IsUsed(string path) => _used.Contains(path);

    /// <summary>A reference as messages name it.</summary>
    public string Name(ValueReference reference) =>
        reference is OuterValue outer ? Structure.Parameters.ElementAtOrDefault(outer.Index)?.Name ?? $"parameter {outer.Index}" : reference.ToString()!;

    /// <summary>The values that a struct inside takes from here.</summary>
    public EquatableArray<long> Arguments(StructType type) => type.Arguments.Select(Resolve).ToEquatableArray();
}
