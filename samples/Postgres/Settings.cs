using System.Collections.Concurrent;

namespace Samples.Postgres;

/// <summary>What the server says it is set to: its version, time zone, encodings.</summary>
internal sealed class Settings
{
    private readonly ConcurrentDictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    public string? this[string name] => _values.GetValueOrDefault(name);

    public void Set(ParameterStatus said) => _values[said.Name] = said.Value;
}
