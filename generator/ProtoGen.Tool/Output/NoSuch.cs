using ProtoGen.Schema.Diagnostics;

namespace ProtoGen.Tool.Output;

/// <summary>A name that nothing has: says which is near and which there are.</summary>
internal static class NoSuch
{
    /// <param name="owner">What should have it, as a sentence begins: <c>Register</c>.</param>
    /// <param name="kind">What was looked for: <c>field</c>.</param>
    /// <param name="name">The name.</param>
    /// <param name="known">The names there are.</param>
    public static UsageException Of(string owner, string kind, string name, IEnumerable<string> known) => new(Text(owner, kind, name, [.. known]) + ".");

    /// <summary>The sentence without its full stop.</summary>
    public static string Text(string owner, string kind, string name, IReadOnlyList<string> known)
    {
        var hint = NameSuggestion.DidYouMean(name, known);
        return $"{owner} has no {kind} '{name}'{(hint.Length > 0 ? hint : ".")} It has {(known.Count > 0 ? string.Join(", ", known) : "none")}";
    }
}
