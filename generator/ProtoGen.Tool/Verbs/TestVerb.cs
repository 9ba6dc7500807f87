using System.CommandLine;
using System.Globalization;
using ProtoGen.Schema.Checks;
using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Tool.Output;
using ProtoGen.Tool.Schemas;
using Spectre.Console;

namespace ProtoGen.Tool.Verbs;

/// <summary>protogen test: the example frames of a schema, one by one.</summary>
internal static class TestVerb
{
    private const int MostBytes = 24;

    public static Command Create(Terminal terminal)
    {
        var schema = AllVerbs.Schema();
        var command = new Command("test", "Run the example frames of a schema: each must decode to its values and encode to the same bytes, or be refused.") { schema };
        command.SetAction(parsed => Run(BoundText.Of(LoadedSchema.Read(parsed.GetRequiredValue(schema))), terminal));
        return command;
    }

    private static int Run(BoundText schema, Terminal terminal)
    {
        var lines = new ColoredLines(terminal);
        var outcomes = VectorChecks.Judge(schema.Protocol, schema.Schema, WalkExtensions.None).ToList();
        foreach (var outcome in outcomes) Write(outcome, lines, terminal.IsInteractive);
        var (failed, code) = (outcomes.Count(outcome => outcome.Problems.Count > 0), outcomes.Count(outcome => outcome.NeedsCode));
        terminal.Out.WriteLine($"{outcomes.Count - failed - code} ok, {failed} failed{(code > 0 ? $", {code} need code that cannot be run here" : "")}");
        return failed == 0 ? ExitCodes.Ok : ExitCodes.Findings;
    }

    private static void Write(VectorOutcome outcome, ColoredLines lines, bool hasMarks)
    {
        var (color, mark) = outcome switch
        {
            { NeedsCode: true } => (Color.Grey, hasMarks ? "-" : "needs code"),
            { Problems.Count: 0 } => (Color.Green, hasMarks ? "✓" : "ok"),
            _ => (Color.Red, hasMarks ? "✗" : "FAIL"),
        };
        var bytes = outcome.Frame.Take(MostBytes).Select(Hex);
        lines.Write(color, mark.PadRight(hasMarks ? 2 : 11), Color.Default, $"line {outcome.Line}: {outcome.Message}{(outcome.IsRefused ? ", refused" : "")}  ", Color.Grey, string.Join(" ", bytes) + (outcome.Frame.Count > MostBytes ? " …" : ""));
        foreach (var problem in outcome.Problems) lines.Write(Color.Red, "    " + problem);
        if (outcome is { Problems.Count: > 0, IsRefused: false, Written: { } written } && !written.Equals(outcome.Frame)) WriteDifference(outcome, [.. written], lines);
    }

    /// <summary>Both frames from where they differ, with a mark below every other byte.</summary>
    private static void WriteDifference(VectorOutcome outcome, byte[] written, ColoredLines lines)
    {
        var first = outcome.Frame.Zip(written).TakeWhile(pair => pair.First == pair.Second).Count();
        var start = Math.Max(0, first - 4);
        lines.Write(Color.Default, string.Create(CultureInfo.InvariantCulture, $"    from byte {start}, the schema:  "), Color.Yellow, string.Join(" ", outcome.Frame.Skip(start).Take(MostBytes).Select(Hex)));
        lines.Write(Color.Default, string.Create(CultureInfo.InvariantCulture, $"    from byte {start}, as written:  "), Color.Yellow, string.Join(" ", written.Skip(start).Take(MostBytes).Select(Hex)));
        var marks = Enumerable.Range(start, Math.Min(MostBytes, Math.Max(outcome.Frame.Count, written.Length) - start))
            .Select(index => index < outcome.Frame.Count && index < written.Length && outcome.Frame[index] == written[index] ? "  " : "^^");
        lines.Write(Color.Red, new string(' ', string.Create(CultureInfo.InvariantCulture, $"    from byte {start}, as written:  ").Length) + string.Join(" ", marks));
    }

    private static string Hex(byte value) => value.ToString("x2", CultureInfo.InvariantCulture);
}
