using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Syntax;
using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Values.Typed;

/// <summary>Words as <c>a.b=VALUE</c>, with lists and mappings as YAML writes them in one line.</summary>
internal static class Assignments
{
    /// <summary>The values as a mapping, nested as the names say: <c>a.x=1 a.y=2</c> is <c>a: { x: 1, y: 2 }</c>.</summary>
    /// <exception cref="UsageException">A word is no FIELD=VALUE, or gives something twice.</exception>
    public static YamlMapping Read(IEnumerable<string> words)
    {
        var root = new Branch();
        foreach (var word in words)
        {
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0) throw new UsageException($"'{word}' is no FIELD=VALUE.");
            var path = word[..equals].Split('.');
            var branch = root;
            foreach (var name in path[..^1]) branch = branch.Inside(name, word);
            branch.Add(path[^1], Node(word[(equals + 1)..], word), word);
        }

        return root.ToMapping();
    }

    private static YamlNode Node(string text, string word)
    {
        // A plain text is taken as it is; whoever means more begins it so.
        if (text.Length == 0 || text[0] is not ('[' or '{' or '"' or '\'')) return Plain(text);
        var diagnostics = new DiagnosticBag();
        if (YamlReader.Read("value: " + text, diagnostics) is YamlMapping { Entries: [var only] } && diagnostics.ErrorCount == 0) return only.Value;
        var problem = diagnostics.InOrder() is [var first, ..] ? first.Message : "it is more than one value";
        throw new UsageException($"The value in '{word}' is not written as YAML: {problem}. Write lists as [1, 2] and structs as {{ a: 1 }}.");
    }

    private static YamlScalar Plain(string text) => new(text, isPlain: true, default, null);

    private sealed class Branch
    {
        private readonly List<(string Name, object Node)> _children = [];

        public Branch Inside(string name, string word)
        {
            var known = _children.Find(child => child.Name == name).Node;
            if (known is YamlNode) throw new UsageException($"'{word}' gives a part of '{name}', which is given as a whole.");
            if (known is Branch branch) return branch;
            var inside = new Branch();
            _children.Add((name, inside));
            return inside;
        }

        public void Add(string name, YamlNode node, string word)
        {
            if (_children.Exists(child => child.Name == name)) throw new UsageException($"'{word}' gives '{name}' once more.");
            _children.Add((name, node));
        }

        public YamlMapping ToMapping() => new([.. _children.Select(child => new YamlEntry(Plain(child.Name), child.Node as YamlNode ?? ((Branch)child.Node).ToMapping()))], default, 1);
    }
}
