using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk;

/// <summary>
/// One attempt to write a structure. Nothing is thrown while it lasts: derived values are still guesses, and what is wrong with a guess
/// may be right the next time.
/// </summary>
internal sealed class WriteScope
{
    private readonly Dictionary<string, FieldValue> _given = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _demands = new(StringComparer.Ordinal);

    public WriteScope(WalkScope walked, IEnumerable<VectorValue> given, IReadOnlyDictionary<string, FieldValue> derived)
    {
        (Walked, Derived) = (walked, derived);
        foreach (var value in given) _given[value.Field] = value.Value;
    }

    /// <summary>The fields as far as they are written.</summary>
    public WalkScope Walked { get; }

    /// <summary>The guesses at derived values, by field or by field and part.</summary>
    public IReadOnlyDictionary<string, FieldValue> Derived { get; }

    /// <summary>The first thing that is wrong.</summary>
    public WriteProblem? Problem { get; private set; }

    /// <summary>Whether an optional tail was left out, so that nothing may follow.</summary>
    public bool IsTailOver { get; set; }

    /// <summary>The names of all values given.</summary>
    public IEnumerable<string> GivenNames => _given.Keys;

    /// <summary>What the user gave for a field; null for nothing.</summary>
    public FieldValue? Given(string name) => _given.TryGetValue(name, out var value) ? value : null;

    public void Fail(string path, string text) => Problem ??= new(path, text);

    /// <summary>What the uses of a derived value need it to be; null where nothing uses it.</summary>
    public long? Demanded(string path) => _demands.TryGetValue(path, out var value) ? value : null;

    /// <summary>Says what a derived value has to be.</summary>
    public void Demand(string path, long value, string by)
    {
        if (_demands.TryGetValue(path, out var known) && known != value)
            Fail(by, $"needs '{path}' to be {value}, but another field needs {known}");
        _demands[path] = value;
    }

    /// <summary>What the value of a reference is written from, where it is a field or part of this structure.</summary>
    public Derivation? DerivationOf(ValueReference reference)
    {
        if (reference is not OwnValue own) return null;
        var field = Walked[own.Field].Field;
        return own.Path.Count switch
        {
            1 => field.Derivation,
            2 => field.DerivedParts.FirstOrDefault(part => part.Part == own.Path[1])?.Derivation,
            _ => null,
        };
    }
}
