using System.CommandLine;
using ProtoGen.Tool.Output;
using ProtoGen.Tool.Verbs;

namespace ProtoGen.Tool;

/// <summary>The <c>protogen</c> command: the schema is the first argument of every verb.</summary>
internal static class Program
{
    public static Task<int> Main(string[] arguments) => RunAsync(arguments, new(Console.In, Console.Out, Console.Error), CancellationToken.None);

    /// <summary>Runs one command line; what it says goes to the terminal given.</summary>
    public static async Task<int> RunAsync(string[] arguments, Terminal terminal, CancellationToken cancel)
    {
        var root = new RootCommand("Describes, checks, decodes and speaks binary protocols from their schemas.");
        foreach (var verb in AllVerbs.Of(terminal)) root.Subcommands.Add(verb);
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) terminal.Error.WriteLine(error.Message);
            terminal.Error.WriteLine("See protogen --help.");
            return ExitCodes.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new() { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false }, cancel);
        }
        catch (UsageException exception)
        {
            terminal.Error.WriteLine(exception.Message);
            return ExitCodes.Usage;
        }
    }
}
