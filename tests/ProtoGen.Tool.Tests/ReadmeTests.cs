using System.Text;
using System.Text.RegularExpressions;
using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Tests;

/// <summary>What the documents show of the command is what it does: each line behind a $ is run, and prints what stands below it.</summary>
public sealed partial class ReadmeTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("README.md")]
    [InlineData("generator/ProtoGen.Tool/README.md")]
    public async Task Each_line_prints_what_is_shown(string document)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, document));
        await Command.Run("new", _scratch["chat"]);

        var sessions = Sessions().Matches(text.ReplaceLineEndings("\n")).Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(sessions);
        foreach (var step in sessions.SelectMany(session => session.Split("$ ", StringSplitOptions.RemoveEmptyEntries)))
        {
            var (line, shown) = (step.Split('\n')[0], step[(step.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
            if (line.StartsWith("sed ", StringComparison.Ordinal)) Edit(line);
            else Assert.Equal((line, shown.Trim()), (line, await Printed(line)));
        }
    }

    [Fact]
    public async Task What_is_served_can_be_spoken_to_as_it_says()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "generator/ProtoGen.Tool/README.md"));
        await Command.Run("new", _scratch["chat"]);
        // Another port: the one it says may be taken on this machine.
        await using var server = CommandProcess.Start(Arguments(Line("serve"), ":9089", ":0"));
        var listening = await server.SeeAsync("listening on");
        var (said, answer) = (Inline("There, `([^`]*)` prints"), Inline("prints `([^`]*)`"));

        var run = await Command.RunWith(said + "\n", Arguments(Line("connect"), "127.0.0.1:9089", listening.Split(' ')[^1].Trim()));

        Assert.Contains(answer, run.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Ok, run.ExitCode);

        string Line(string kind) => Regex.Match(text.ReplaceLineEndings("\n"), $"^```sh {kind}\n(.*)\n```$", RegexOptions.Multiline).Groups[1].Value;
        string Inline(string pattern) => Regex.Match(text, pattern).Groups[1].Value;
        string[] Arguments(string line, string old, string @new) =>
            [.. line.Replace(old, @new, StringComparison.Ordinal).Split(' ')[2..].Select(word => IsFile(word) ? _scratch[word] : word)];
    }

    [Fact]
    public async Task The_document_of_the_command_shows_every_verb()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "generator/ProtoGen.Tool/README.md"));
        var help = (await Command.Run("--help")).Out;
        var verbs = Verbs().Matches(help[help.IndexOf("Commands:", StringComparison.Ordinal)..]).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(12, verbs.Count);
        Assert.All(verbs, verb => Assert.Contains($"dotnet protogen {verb} ", text, StringComparison.Ordinal));
    }

    private async Task<string> Printed(string line)
    {
        var words = Words().Matches(line).Select(word => word.Value.Trim('"')).ToList();
        Assert.Equal(["dotnet", "protogen"], words[..2]);
        var run = await Command.Run([words[2], .. words[3..].Select(word => IsFile(word) ? _scratch[word] : word)]);
        Assert.True(run.ExitCode != ExitCodes.Usage, $"{line}: {run.Error}");
        return (run.Out + run.Error).ReplaceLineEndings("\n").Replace(_scratch.Root + "/", "", StringComparison.Ordinal).Trim();
    }

    /// <summary>sed s/OLD/NEW/ FROM > TO</summary>
    private void Edit(string line)
    {
        var parts = Edits().Match(line);
        Assert.True(parts.Success, line);
        File.WriteAllText(_scratch[parts.Groups[4].Value], File.ReadAllText(_scratch[parts.Groups[3].Value]).Replace(parts.Groups[1].Value, parts.Groups[2].Value, StringComparison.Ordinal), Encoding.UTF8);
    }

    private static bool IsFile(string word) => word.EndsWith(".yaml", StringComparison.Ordinal) || word.EndsWith(".lua", StringComparison.Ordinal) || word is "docs" or "Generated";

    [GeneratedRegex("^```console\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Sessions();

    [GeneratedRegex("\"[^\"]*\"|[^ ]+")]
    private static partial Regex Words();

    [GeneratedRegex("^sed 's/(.*?)/(.*?)/' ([^ ]+) > ([^ ]+)$")]
    private static partial Regex Edits();

    [GeneratedRegex("^  ([a-z]+) <", RegexOptions.Multiline)]
    private static partial Regex Verbs();
}
