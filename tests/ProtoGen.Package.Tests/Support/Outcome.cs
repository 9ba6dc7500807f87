using System.Text.RegularExpressions;

namespace ProtoGen.Package.Tests;

/// <summary>What a command came to.</summary>
/// <param name="Command">The command.</param>
/// <param name="ExitCode">What it returned.</param>
/// <param name="Text">All it said, errors included.</param>
internal sealed partial record Outcome(string Command, int ExitCode, string Text)
{
    /// <summary>The errors and warnings of a build, each once: it repeats them at its end.</summary>
    public IReadOnlyList<string> Findings =>
        [.. Text.Split('\n').Select(line => line.Trim()).Where(line => Finding().IsMatch(line)).Distinct()];

    public Outcome Succeeded()
    {
        Assert.True(ExitCode == 0, $"'{Command}' ended with {ExitCode}:\n{Text}");
        return this;
    }

    public Outcome Failed()
    {
        Assert.True(ExitCode != 0, $"'{Command}' went well, which it should not:\n{Text}");
        return this;
    }

    [GeneratedRegex("(error|warning) [A-Z]+[0-9]+:")]
    private static partial Regex Finding();
}
