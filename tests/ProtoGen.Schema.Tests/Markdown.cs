using System.Text.RegularExpressions;

namespace ProtoGen.Schema.Tests;

/// <summary>Finds the samples in our documents.</summary>
internal static partial class Markdown
{
    /// <summary>The contents of the blocks fenced as yaml, in order.</summary>
    public static IReadOnlyList<string> YamlBlocks(string page) => [.. Fence().Matches(page).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("^```yaml\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
