using System.Text.RegularExpressions;

namespace ProtoGen.Package.Tests;

/// <summary>"In your own project" of the README, line by line, as a newcomer types it.</summary>
public partial class ReadmeProjectTests
{
    [Fact]
    public async Task Its_lines_make_a_program_that_says_what_the_README_says()
    {
        var text = await Text("README.md");
        var shell = (await Feed.Packed).NewFolder();

        shell = await Type(Block(text, "sh project"), shell);
        await File.WriteAllTextAsync(Path.Combine(shell.Folder, "Program.cs"), Block(text, "csharp program"));
        var run = (await shell.Dotnet("run")).Succeeded();

        Assert.Contains("`dotnet run` prints `Hello Ada.`", text, StringComparison.Ordinal);
        Assert.Equal("Hello Ada.", run.Text.Trim());
    }

    [Fact]
    public async Task The_README_of_the_package_has_the_same_lines()
    {
        var (own, packed) = (await Text("README.md"), await Text("generator/ProtoGen/README.md"));

        Assert.All(["sh project", "csharp program"], kind => Assert.Equal(Block(own, kind), Block(packed, kind)));
    }

    /// <summary>Runs the lines; <c>cd</c> moves on.</summary>
    private static async Task<Shell> Type(string lines, Shell shell)
    {
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var words = line.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words is ["cd", var folder]) shell = shell with { Folder = Path.Combine(shell.Folder, folder) };
            else (await shell.Run(words[0], words[1..])).Succeeded();
        }

        return shell;
    }

    private static async Task<string> Text(string file) => (await File.ReadAllTextAsync(Path.Combine(Repository.Root, file))).ReplaceLineEndings("\n");

    private static string Block(string text, string kind) => Fences().Matches(text).Single(match => match.Groups[1].Value == kind).Groups[2].Value;

    [GeneratedRegex("^```([a-z ]+)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();
}
