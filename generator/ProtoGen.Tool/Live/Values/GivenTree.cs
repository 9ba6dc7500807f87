using ProtoGen.Schema.Syntax;
using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Live.Values;

/// <summary>Values by their paths, as one mapping of mappings: <c>a.x=1 a.y=2</c> is <c>a: { x: 1, y: 2 }</c>.</summary>
internal sealed class GivenTree
{
    private readonly Dictionary<string, GivenTree> _inside = [];
    private readonly Dictionary<string, YamlNode> _values = [];
    private readonly List<string> _order = [];

    /// <exception cref="UsageException">The value was given before.</exception>
    public void Put(ReadOnlySpan<string> path, YamlNode value, string whole)
    {
        var name = path[0];
        if (_values.ContainsKey(name) || (path.Length == 1 && _inside.ContainsKey(name))) throw new UsageException($"'{whole}' is given twice.");
        if (path.Length == 1)
        {
            _values[name] = value;
            _order.Add(name);
            return;
        }

        if (!_inside.TryGetValue(name, out var inner))
        {
            _inside[name] = inner = new();
            _order.Add(name);
        }

        inner.Put(path[1..], value, whole);
    }

    public YamlMapping ToMapping() => new(
        [.. _order.Select(name => new YamlEntry(GivenText.Plain(name), _values.TryGetValue(name, out var value) ? value : _inside[name].ToMapping()))], default, 1);
}
