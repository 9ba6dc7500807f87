using System.Runtime.InteropServices;
using System.Text;

namespace ProtoGen.Benchmarks.Build;

/// <summary>What messages cost in a build.</summary>
internal static class BuildBenchmark
{
    private static readonly int[] Counts = [1, 100, 1000];

    public static int Run(CommandLine line)
    {
        var rounds = line.Number("rounds", 5);
        var text = new StringBuilder();
        Write(text, $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} processors\n");
        WriteEmitted(text);
        WriteGenerator(text, rounds);
        WriteBuilds(text, rounds);
        if (line.Text("markdown") is { } file) File.WriteAllText(file, text.ToString());
        return 0;
    }

    private static void WriteEmitted(StringBuilder text)
    {
        const int Messages = 100;
        var result = Compiler.Driver(SchemaOf.Messages(Messages)).RunGenerators(Compiler.Compilation()).GetRunResult().Results[0].GeneratedSources;
        var protocol = result.Single(source => source.HintName.EndsWith("MeasuredProtocol.g.cs", StringComparison.Ordinal)).SourceText;
        var messages = result.Where(source => source.HintName.Contains("Report", StringComparison.Ordinal)).Select(source => source.SourceText.ToString()).ToList();
        Write(text, $"\nC# emitted for a message of nine or ten fields: {messages.Average(source => source.Length):N0} bytes, {messages.Average(Code):N0} without comments and blank lines; and {protocol.Length / Messages:N0} bytes a message for server and client.\n");
    }

    private static void WriteGenerator(StringBuilder text, int rounds)
    {
        Write(text, "\n| messages | generator, from nothing | after an edit of C# | after an edit of one field |\n|--:|--:|--:|--:|\n");
        foreach (var messages in Counts)
        {
            var times = GeneratorTimes.Measure(messages, rounds);
            Write(text, $"| {messages:N0} | {times.Full:N1} ms | {times.CSharpEdit:N2} ms | {times.FieldEdit:N1} ms |\n");
        }
    }

    private static void WriteBuilds(StringBuilder text, int rounds)
    {
        Write(text, "\n| messages | | C# | assembly | making the C# | compiling it | together | beside by hand |\n|--:|---|--:|--:|--:|--:|--:|--:|\n");
        foreach (var messages in Counts)
        {
            var ways = BuildTimes.Measure(messages, messages == Counts[^1] ? Math.Max(3, rounds / 2) : rounds);
            foreach (var way in ways)
                Write(text, $"| {messages:N0} | {way.Way} | {way.Source / 1024.0:N0} KiB | {way.Assembly / 1024.0:N0} KiB | {way.Making:N1} ms | {way.Compiling:N0} ms | {way.Whole:N0} ms | {way.Whole / ways[^1].Whole:N2} × |\n");
        }
    }

    private static int Code(string source) =>
        source.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal)).Sum(line => line.Length + 1);

    private static void Write(StringBuilder text, string line)
    {
        text.Append(line);
        Console.Write(line);
    }
}
