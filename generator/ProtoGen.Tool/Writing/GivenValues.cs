using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Syntax;
using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Writing;

/// <summary>What a command line gives: <c>a.b=VALUE</c>, with lists and mappings as YAML writes them in one line.</summary>
internal static class GivenValues
{
    /// <summary>The values as a mapping, nested as the names say.</summary>
    /// <exception cref="UsageException">An argument is no NAME=VALUE, or gives something twice.</exception>
    public static YamlMapping Of(IReadOnlyList<string> arguments)
    {
        var root = new Branch();
        foreach (var argument in arguments)
        {
            var equals = argument.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0) throw new UsageException($"'{argument}' is no FIELD=VALUE.");
            var path = argument[..equals].Split('.');
            var branch = root;
            foreach (var name in path[..^1]) branch = branch.Inside(name, argument);
            branch.Add(path[^1], Node(argument[(equals + 1)..], argument), argument);
        }

        return root.ToMapping();
    }

    private static YamlNode Node(string text, string argument)
    {
        // A plain text is taken as it is; whoever means more begins it so.
        if (text.Length == 0 || text[0] is not ('[' or '{' or '"' or '\'')) return new YamlScalar(text, isPlain: true, default!, null);
        var diagnostics = new DiagnosticBag();
        var node = YamlReader.Read("value: " + text, diagnostics) as YamlMapping;
        return diagnostics.ErrorCount == 0 && node is { Entries: [var only] } ? only.Value : throw new UsageException($"The value in '{argument}' is not written as YAML: {(diagnostics.InOrder() is [var first, ..] ? first.Message : "")}");
    }

    private sealed class Branch
    {
        private readonly List<(string Name, object Node)> _children = [];

        public Branch Inside(string name, string argument)
        {
            var known = _children.Find(child => child.Name == name).Node;
            if (known is YamlNode) throw new UsageException($"'{argument}' gives a part of '{name}', which is given as a whole.");
            if (known is Branch branch) return branch;
            var inside = new Branch();
            _children.Add((name, inside));
            return inside;
        }

        public void Add(string name, YamlNode node, string argument)
        {
            if (_children.Exists(child => child.Name == name)) throw new UsageException($"'{argument}' gives '{name}' once more.");
            _children.Add((name, node));
        }

        public YamlMapping ToMapping() => new(
            [.. _children.Select(child => new YamlEntry(new YamlScalar(child.Name, isPlain: true, default!, null), child.Node as YamlNode ?? ((Branch)child.Node).ToMapping()))], default!, 1);
    }
}
