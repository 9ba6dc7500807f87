using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ProtoGen.Schema.Tests;

/// <summary>No text makes the compiler throw, hang, or point outside the text.</summary>
public partial class RobustnessTests
{
    private const string Strange = "{}[]\"'#:?&*!|>%@`-,\t\n =0x\u00e9\ud83d\0\u2028\ufeff~";

    private static readonly string Sample = Repository.Read("samples/DeviceLink/device-link.protogen.yaml");

    [Fact]
    public void The_sample_may_end_after_any_character()
    {
        for (var length = 0; length <= Sample.Length; length++) Compile(Sample[..length]);
    }

    [Fact]
    public void Any_character_may_be_missing_or_another()
    {
        for (var i = 0; i < Sample.Length; i++)
        {
            Compile(Sample.Remove(i, 1));
            Compile(Sample.Remove(i, 1).Insert(i, Strange[i % Strange.Length].ToString()));
        }
    }

    [Fact]
    public void Any_line_may_be_missing_or_indented_otherwise()
    {
        var lines = Sample.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            Compile(string.Join('\n', [.. lines[..i], .. lines[(i + 1)..]]));
            Compile(string.Join('\n', [.. lines[..i], "   " + lines[i], .. lines[(i + 1)..]]));
            Compile(string.Join('\n', [.. lines[..i], lines[i].TrimStart(), .. lines[(i + 1)..]]));
        }
    }

    [Fact]
    public void Random_edits_are_survived()
    {
        var random = new Random(20);
        for (var round = 0; round < 2000; round++)
        {
            var text = Sample;
            for (var edit = 0; edit < 4; edit++)
            {
                var at = random.Next(text.Length);
                var length = random.Next(Math.Min(12, text.Length - at));
                text = text.Remove(at, length).Insert(random.Next(text.Length - length), Strange.Substring(random.Next(Strange.Length - 2), 2));
            }

            Compile(text);
        }
    }

    [Fact]
    public void Words_of_the_specification_may_change_places()
    {
        var samples = Markdown.YamlBlocks(Repository.Read("schema/SPEC.md"));
        var random = new Random(27);
        for (var round = 0; round < 3000; round++)
        {
            var sample = samples[round % samples.Count];
            var text = sample.StartsWith("protocol:", StringComparison.Ordinal) ? sample : samples[0] + sample;
            for (var edit = 0; edit <= round % 3; edit++)
            {
                var words = Words().Matches(text);
                var (from, to) = (words[random.Next(words.Count)], words[random.Next(words.Count)]);
                text = text.Remove(to.Index, to.Length).Insert(to.Index, from.Value);
            }

            Compile(text);
        }
    }

    [GeneratedRegex(@"[\w/.-]+|\[[^\]]*\]|[?=&<>+*{}]")]
    private static partial Regex Words();

    [Theory]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("a: &a ")]
    [InlineData("\"")]
    [InlineData("!")]
    [InlineData("%")]
    public void Repetition_ends_quickly(string piece)
    {
        var watch = Stopwatch.StartNew();
        Compile(string.Concat(Enumerable.Repeat(piece, 5000)));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"took {watch.Elapsed}");
    }

    [Fact]
    public void A_large_schema_compiles_quickly()
    {
        var head = Sample[..Sample.IndexOf("\n  Register:", StringComparison.Ordinal)].Replace("id: i8 ", "id: u32 ").Replace("heartbeat:", "#").Replace("register:", "#");
        var messages = Enumerable.Range(0, 1000).Select(i => $"\n  Message{i}:\n    id: {i}\n    from: client\n    fields:\n      a: u32\n      b: string[u16]\n      c: Errorcode\n");
        var watch = Stopwatch.StartNew();
        var result = SchemaCompiler.Compile(head + string.Concat(messages));
        Assert.Equal(1000, result.Diagnostics.Count);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"took {watch.Elapsed}");
    }

    private static void Compile(string text)
    {
        var result = SchemaCompiler.Compile(text);
        foreach (var found in result.Diagnostics)
        {
            Assert.InRange(found.Span.Start, 0, text.Length);
            Assert.InRange(found.Span.Start + found.Span.Length, found.Span.Start, text.Length);
            Assert.True(found.Span.Line > 0 && found.Span.Column > 0);
            Assert.NotEmpty(found.Message);
        }

        if (result.Protocol is null) Assert.NotEmpty(result.Diagnostics);
    }
}
