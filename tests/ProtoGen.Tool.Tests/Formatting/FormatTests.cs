using CsCheck;
using ProtoGen.Schema;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Tool.Formatting;
using ProtoGen.Tool.Output;
using ProtoGen.Tool.Schemas;

namespace ProtoGen.Tool.Tests.Formatting;

public sealed class FormatTests : IDisposable
{
    private readonly SchemaFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Schemas() => [.. Repository.Schemas.Select(path => Path.GetRelativePath(Repository.Root, path))];

    [Theory]
    [MemberData(nameof(Schemas))]
    public void Every_schema_means_the_same_keeps_its_comments_and_is_formatted_once(string name)
    {
        var path = Path.Combine(Repository.Root, name);
        var formatted = FormattedSchema.Of(new(path));
        Assert.Equal(UntidyText.Comments(formatted.Before), UntidyText.Comments(formatted.After));
        Assert.Equal(formatted.After, SchemaFormatter.Format(formatted.After));
        Assert.Equal(Compile(formatted.Before, path), Compile(formatted.After, path));
    }

    [Fact]
    public void Whatever_the_order_of_keys_and_the_indents_the_meaning_and_the_comments_stay()
    {
        var judged = 0;
        var schemas = Repository.Schemas.Where(path => Compile(File.ReadAllText(path), path) is not null).ToArray();
        Gen.Select(Gen.Int[0, schemas.Length - 1], Gen.Int[1, 3], Gen.Int).Sample((schema, level, seed) =>
        {
            var (path, indent) = (schemas[schema], 2 * level);
            var text = File.ReadAllText(path);
            var untidy = UntidyText.Of(text, indent, new(seed));
            // An alias may have come before what it stands for: no schema any more.
            if (Compile(untidy, path) is not { } meant) return;
            Interlocked.Increment(ref judged);
            var formatted = SchemaFormatter.Format(untidy);
            Assert.Equal(meant, Compile(formatted, path));
            Assert.Equal(Compile(text, path), Compile(formatted, path));
            Assert.Equal(UntidyText.Comments(untidy), UntidyText.Comments(formatted));
            Assert.Equal(formatted, SchemaFormatter.Format(formatted));
        }, iter: 300);
        Assert.InRange(judged, 150, 300);
    }

    [Fact]
    public void Keys_indents_spaces_and_empty_lines_have_one_form()
    {
        const string Untidy = """
            # What stands apart at the top stays there.

            messages:
                # Of Login.
                Login:   # beside
                    fields:   {name: "string[u8]",age:   u8}


                    from:   client   # who
                    id:  1
                    doc: >
                        Two
                          lines.
                Logout: {from: client, id: 2}
            frame:
                    layout:
                       length: u16 = bytes(id..body)      # counts
                       id:     u8

                       body:
            namespace: A
            vectors:
            - hex: "0001 02"
              message: Logout
            protocol: B
            # The end.
            """;
        const string Tidy = """
            # What stands apart at the top stays there.

            protocol: B
            namespace: A

            frame:
              layout:
                length: u16 = bytes(id..body)  # counts
                id: u8

                body:

            messages:
              # Of Login.
              Login:  # beside
                id: 1

                from: client  # who
                doc: >
                  Two
                    lines.
                fields: { name: "string[u8]", age: u8 }

              Logout: { id: 2, from: client }

            vectors:
              - message: Logout
                hex: "0001 02"

            # The end.

            """;
        Assert.Equal(Tidy.ReplaceLineEndings("\n"), SchemaFormatter.Format(Untidy.ReplaceLineEndings("\n")));
    }

    [Theory]
    [InlineData("doc: |+\n  a\n", "a block of text says itself")]
    public async Task What_would_not_survive_is_refused_with_its_reason_and_left_alone(string text, string reason)
    {
        var path = _folder.Write("a.protogen.yaml", SchemaFolder.Head + text);
        var before = await File.ReadAllTextAsync(path);
        var run = await Command.Run("format", path);
        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(path));
    }

    [Fact]
    public void An_alias_stays_behind_what_it_stands_for()
    {
        var text = SchemaFolder.Head + "messages:\n  Say:\n    from: client\n    id: 1\n    reply: { fields: &both { a: u8 } }\n    fields: *both\n";
        var formatted = SchemaFormatter.Format(text);
        Assert.True(formatted.IndexOf("&both", StringComparison.Ordinal) < formatted.IndexOf("*both", StringComparison.Ordinal), formatted);
        Assert.Equal(Compile(text, "a"), Compile(formatted, "a"));
    }

    [Fact]
    public void Comments_beside_lines_that_follow_each_other_stand_in_one_column()
    {
        const string Text = """
            protocol: Chat # first
            namespace: Samples.Chat   # second
            endian: big
            frame:     # alone
              layout:
                length: u16 = bytes(id..body) # counts
                id: u8   # tells

                body:  # rest
            messages:
              Login:
                id: 1
                from: client
                fields:
                  name: string[u8] # a
                  aNameThatIsSoLongThatItWouldPushTheCommentsOfItsNeighboursOutOfSight: u8 # long
                  age: u8 # b
                  size: u16 # c
            """;
        const string Formatted = """
            protocol: Chat           # first
            namespace: Samples.Chat  # second
            endian: big

            frame:  # alone
              layout:
                length: u16 = bytes(id..body)  # counts
                id: u8                         # tells

                body:  # rest

            messages:
              Login:
                id: 1
                from: client
                fields:
                  name: string[u8]  # a
                  aNameThatIsSoLongThatItWouldPushTheCommentsOfItsNeighboursOutOfSight: u8  # long
                  age: u8    # b
                  size: u16  # c

            """;
        Assert.Equal(Formatted.ReplaceLineEndings("\n"), SchemaFormatter.Format(Text.ReplaceLineEndings("\n")));
        Assert.Equal(Formatted.ReplaceLineEndings("\n"), SchemaFormatter.Format(Formatted.ReplaceLineEndings("\n")));
    }

    [Fact]
    public void Line_ends_stay_those_of_the_text()
    {
        var formatted = SchemaFormatter.Format(SchemaFolder.Head.Replace("\n", "\r\n", StringComparison.Ordinal) + "doc: a # b\r\n");
        Assert.DoesNotContain('\n', formatted.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.Contains("doc: a  # b\r\n", formatted, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_look_writes_nothing_and_exits_with_1_where_something_would_change()
    {
        var untidy = _folder.Write("a.protogen.yaml", "namespace: A\n" + SchemaFolder.Head.Replace("namespace: Samples.Chat\n", "", StringComparison.Ordinal));
        var before = await File.ReadAllTextAsync(untidy);
        Assert.Equal(new Command(ExitCodes.Findings, $"{untidy} is not formatted.{Environment.NewLine}", ""), await Command.Run("format", "--check", untidy));
        Assert.Equal(before, await File.ReadAllTextAsync(untidy));

        Assert.Equal(new Command(ExitCodes.Ok, $"{untidy} is formatted.{Environment.NewLine}", ""), await Command.Run("format", untidy));
        Assert.Equal(new Command(ExitCodes.Ok, "", ""), await Command.Run("format", "--check", untidy));
        Assert.StartsWith("protocol: Chat\nnamespace: A\n", await File.ReadAllTextAsync(untidy), StringComparison.Ordinal);
    }

    private static Protocol? Compile(string text, string path)
    {
        var result = SchemaCompiler.Compile(text, name => SchemaText.Read(Path.Combine(Path.GetDirectoryName(path)!, name)));
        return result.Diagnostics.Any(found => found.Rule.Severity == Severity.Error) ? null : result.Protocol;
    }
}
