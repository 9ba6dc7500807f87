using System.CommandLine;
using System.CommandLine.Parsing;
using ProtoGen.Tool.Live;
using ProtoGen.Tool.Live.Screen;
using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Verbs;

/// <summary>What connect and serve have in common on the command line.</summary>
internal static class LiveOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Print each event as one line of JSON." };

    public static Option<bool> Hex() => new("--hex") { Description = "Show frames in hexadecimal." };

    public static Option<FileInfo?> Key() => new("--key") { Description = "The key of a PEM certificate, where it is in another file." };

    public static Option<TimeSpan> Time(string name, string description, TimeSpan standard) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => standard,
        CustomParser = ParseTime,
    };

    /// <summary>The screen of a terminal: one that edits lines where somebody types.</summary>
    public static IScreen ScreenOf(Terminal terminal, bool asJson) =>
        terminal.IsInteractive && !asJson && !Console.IsInputRedirected ? new EditedScreen(terminal) : new PlainScreen(terminal);

    private static TimeSpan ParseTime(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (Durations.TryParse(text, out var time) && time > TimeSpan.Zero) return time;
        result.AddError($"'{text}' is not a time; write it like 500ms, 3s or 1m.");
        return default;
    }
}
