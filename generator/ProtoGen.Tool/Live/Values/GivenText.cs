using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Syntax;
using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Live.Values;

/// <summary>The text behind an equals sign: as it is, or YAML where it begins with a quote or a bracket.</summary>
internal static class GivenText
{
    /// <exception cref="UsageException">What should be YAML is none.</exception>
    public static YamlNode Parse(Assignment given)
    {
        if (given.Value is not (['[', ..] or ['{', ..] or ['"', ..] or ['\'', ..])) return Plain(given.Value);
        var diagnostics = new DiagnosticBag();
        return YamlReader.Read($"v: {given.Value}", diagnostics) is YamlMapping { Entries: [var entry] }
            ? entry.Value
            : throw new UsageException($"The value of '{given.Path}' cannot be read: {(diagnostics.InOrder() is [var first, ..] ? first.Message : "it is more than one value")}. Write lists as [1, 2] and structs as {{ a: 1 }}.");
    }

    public static YamlScalar Plain(string text) => new(text, isPlain: true, default, null);
}
