using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Binding.Expressions;

/// <summary>The checks by the names a schema uses.</summary>
internal static class Checksums
{
    private static readonly Dictionary<string, Checksum> Simple = new(StringComparer.Ordinal)
    {
        ["sum8"] = new SumChecksum(8, Negated: false),
        ["sum16"] = new SumChecksum(16, Negated: false),
        ["sum32"] = new SumChecksum(32, Negated: false),
        ["lrc8"] = new SumChecksum(8, Negated: true),
        ["xor8"] = new XorChecksum(),
        ["fletcher16"] = new FletcherChecksum(),
        ["adler32"] = new AdlerChecksum(),
    };

    /// <summary>The check of a name: the schema's own first, then the simple ones, then the catalogue.</summary>
    public static Checksum? Find(string name, BindingScope scope)
    {
        if (scope.Checks.FirstOrDefault(check => check.Name == name) is { } own) return new CrcChecksum(own);
        if (Simple.TryGetValue(name, out var simple)) return simple;
        return CrcCatalogue.Find(name) is { } known ? new CrcChecksum(known) : null;
    }

    /// <summary>Every name, for suggestions.</summary>
    public static IEnumerable<string> Names(BindingScope scope) => scope.Checks.Select(check => check.Name).Concat(Simple.Keys).Concat(CrcCatalogue.Names);
}
